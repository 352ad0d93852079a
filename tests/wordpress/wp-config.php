<?php
// The WordPress of the tests: everything comes from the environment that the driver gives. Never for a real site.
$table_prefix = getenv( 'PASSERELLE_WP_PREFIX' );
define( 'DB_NAME', 'wp' );
define( 'DB_USER', 'wp' );
define( 'DB_PASSWORD', 'wp' );
define( 'DB_HOST', 'localhost:' . getenv( 'PASSERELLE_WP_SOCKET' ) );
define( 'DB_CHARSET', 'utf8mb4' );
define( 'WP_HOME', getenv( 'PASSERELLE_WP_URL' ) );
define( 'WP_SITEURL', getenv( 'PASSERELLE_WP_URL' ) );
foreach ( array( 'AUTH_KEY', 'SECURE_AUTH_KEY', 'LOGGED_IN_KEY', 'NONCE_KEY', 'AUTH_SALT', 'SECURE_AUTH_SALT', 'LOGGED_IN_SALT', 'NONCE_SALT' ) as $key ) {
	define( $key, hash( 'sha256', $key . getenv( 'PASSERELLE_WP_SECRET' ) ) );
}
define( 'WP_ENVIRONMENT_TYPE', 'local' ); // Else application passwords are off without https.
define( 'WP_HTTP_BLOCK_EXTERNAL', true );
define( 'AUTOMATIC_UPDATER_DISABLED', true );
define( 'DISABLE_WP_CRON', true );
define( 'DISALLOW_FILE_MODS', true );
define( 'WP_DEBUG', true );
define( 'WP_DEBUG_DISPLAY', false );
define( 'WP_DEBUG_LOG', getenv( 'PASSERELLE_WP_LOG' ) );
define( 'PASSERELLE_SITE', 'http://front.test' );
define( 'PASSERELLE_ORIGINES', array( 'http://other.test:8080' ) );
// The empty site refuses early, for the test of that.
define( 'PASSERELLE_LIMITE', 'vide_' === $table_prefix ? 30 : 5000 );
if ( ! defined( 'ABSPATH' ) ) {
	define( 'ABSPATH', __DIR__ . '/' );
}
require_once ABSPATH . 'wp-settings.php';

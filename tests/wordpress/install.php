<?php
// Installs WordPress in French, without asking and without sending a letter.
define( 'WP_INSTALLING', true );
$_SERVER['HTTP_HOST']      = parse_url( getenv( 'PASSERELLE_WP_URL' ), PHP_URL_HOST ) . ':' . parse_url( getenv( 'PASSERELLE_WP_URL' ), PHP_URL_PORT );
$_SERVER['REQUEST_METHOD'] = 'GET';
$_SERVER['REQUEST_URI']    = '/';
require __DIR__ . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
function wp_new_blog_notification( $title, $url, $user, $password ) {}
if ( ! is_blog_installed() ) {
	wp_install( 'Essai de la passerelle', 'admin', 'admin@example.org', true, '', 'admin-' . getenv( 'PASSERELLE_WP_SECRET' ), 'fr_FR' );
}

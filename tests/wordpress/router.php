<?php
// For `php -S`: files as they are, folders by their index.php, everything else by WordPress.
$path = urldecode( (string) parse_url( $_SERVER['REQUEST_URI'], PHP_URL_PATH ) );
$root = __DIR__;
$file = realpath( $root . $path );
$in   = false !== $file && str_starts_with( $file, $root );
if ( $in && is_file( $file ) ) {
	return false;
}
if ( $in && '/' !== $path && is_file( $file . '/index.php' ) ) {
	if ( ! str_ends_with( $path, '/' ) ) {
		header( 'Location: ' . $path . '/', true, 301 );
		return true;
	}
	$_SERVER['SCRIPT_NAME'] = $_SERVER['PHP_SELF'] = $path . 'index.php';
	chdir( $file );
	require $file . '/index.php';
	return true;
}
$_SERVER['SCRIPT_NAME'] = $_SERVER['PHP_SELF'] = '/index.php';
chdir( $root );
require $root . '/index.php';

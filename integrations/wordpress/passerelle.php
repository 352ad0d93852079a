<?php
/**
 * Plugin Name:       Passerelle
 * Description:       Relie ce WordPress au site Passerelle : menus publics, aperçus des brouillons, liens pour collègues, sondages, réponses mises en cache.
 * Version:           1.1.0
 * Requires at least: 6.1
 * Requires PHP:      8.0
 * Author:            Passerelle
 * License:           GPL-2.0-or-later
 * License URI:       https://www.gnu.org/licenses/old-licenses/gpl-2.0.html
 *
 * This program is free software; you can redistribute it and/or modify it under the terms of the GNU General Public
 * License as published by the Free Software Foundation; either version 2 of the License, or (at your option) any later
 * version. It is distributed WITHOUT ANY WARRANTY; without even the implied warranty of MERCHANTABILITY or FITNESS FOR A
 * PARTICULAR PURPOSE.
 *
 * One file: put it in wp-content/mu-plugins/ (nothing to activate), or in wp-content/plugins/ and activate it.
 * What each answer holds is described in docs/wordpress.md of the project.
 *
 * Constants of wp-config.php, which win over the options page:
 *   PASSERELLE_SITE      'https://www.example.org'         where the public site lives
 *   PASSERELLE_ORIGINES  'https://a.example,https://b.example'   other sites whose browsers may ask this one
 *   PASSERELLE_LIMITE    60                                 previews that one address may ask for in a minute
 */

defined( 'ABSPATH' ) || exit;

// Put in both folders by mistake, it is there once: inside a condition, nothing is declared before this is known.
if ( ! defined( 'PASSERELLE_VERSION' ) ) :

define( 'PASSERELLE_VERSION', '1.1.0' );
define( 'PASSERELLE_TOKEN', 600 ); // Seconds that an editor's token lasts.
define( 'PASSERELLE_LINK', 30 ); // Days that a colleague's link may last.
define( 'PASSERELLE_TYPES', array( 'page', 'post', 'sondage' ) );
define( 'PASSERELLE_LARGEST', 1000000 ); // Bytes of a page kept as JSON.
define( 'PASSERELLE_CACHE', 'public, max-age=0, s-maxage=60, stale-while-revalidate=300' ); // Of what everybody may read.

/* ------------------------------------------------------------------------------------------------ settings --- */

/** The value of a setting: its constant, else the options page, else nothing. */
function passerelle_setting( string $name ): string {
	$constant = 'PASSERELLE_' . strtoupper( $name );
	if ( defined( $constant ) ) {
		$value = constant( $constant );
		return is_array( $value ) ? implode( ',', $value ) : (string) $value;
	}
	$options = get_option( 'passerelle_reglages' );
	return is_array( $options ) && isset( $options[ $name ] ) ? (string) $options[ $name ] : '';
}

/** Where the public site lives, without a slash at its end; empty as long as nobody said so. */
function passerelle_site(): string {
	return untrailingslashit( trim( passerelle_setting( 'site' ) ) );
}

/** The origin of an address: scheme, host and port. */
function passerelle_origin( string $address ): string {
	$parts = wp_parse_url( trim( $address ) );
	if ( empty( $parts['scheme'] ) || empty( $parts['host'] ) ) {
		return '';
	}
	return strtolower( $parts['scheme'] . '://' . $parts['host'] ) . ( isset( $parts['port'] ) ? ':' . $parts['port'] : '' );
}

/** The origins whose browsers may read the answers. */
function passerelle_origins(): array {
	$all = array_merge( array( passerelle_site() ), preg_split( '/[\s,]+/', passerelle_setting( 'origines' ) ) );
	return array_values( array_unique( array_filter( array_map( 'passerelle_origin', $all ) ) ) );
}

function passerelle_limit(): int {
	$limit = (int) passerelle_setting( 'limite' );
	return $limit > 0 ? $limit : 60;
}

add_action( 'admin_menu', function () {
	add_options_page( 'Passerelle', 'Passerelle', 'manage_options', 'passerelle', 'passerelle_options_page' );
} );

add_action( 'admin_init', function () {
	register_setting( 'passerelle', 'passerelle_reglages', array( 'sanitize_callback' => 'passerelle_clean_settings' ) );
} );

/** What the options page sent, made sound; says what is wrong. */
function passerelle_clean_settings( $sent ): array {
	$sent  = is_array( $sent ) ? $sent : array();
	$site  = untrailingslashit( esc_url_raw( trim( (string) ( $sent['site'] ?? '' ) ), array( 'http', 'https' ) ) );
	$clean = array( 'site' => $site );
	if ( '' === $site && '' !== trim( (string) ( $sent['site'] ?? '' ) ) ) {
		add_settings_error( 'passerelle_reglages', 'site', 'L’adresse du site public n’est pas valide : écrivez-la en entier, par exemple https://www.cainamur.be' );
	}
	$others            = array_map( 'passerelle_origin', preg_split( '/[\s,]+/', (string) ( $sent['origines'] ?? '' ) ) );
	$clean['origines'] = implode( "\n", array_unique( array_filter( $others ) ) );
	$clean['limite']   = (string) min( 10000, max( 1, (int) ( $sent['limite'] ?? 60 ) ) );
	return $clean;
}

function passerelle_options_page(): void {
	$field = function ( string $name, string $label, string $help, string $kind ) {
		$fixed = defined( 'PASSERELLE_' . strtoupper( $name ) );
		$value = 'limite' === $name ? (string) passerelle_limit() : passerelle_setting( $name );
		$id    = 'passerelle-' . $name;
		echo '<tr><th scope="row"><label for="' . esc_attr( $id ) . '">' . esc_html( $label ) . '</label></th><td>';
		$common = ' id="' . esc_attr( $id ) . '" name="passerelle_reglages[' . esc_attr( $name ) . ']" aria-describedby="' . esc_attr( $id ) . '-aide"' . disabled( $fixed, true, false );
		if ( 'textarea' === $kind ) {
			echo '<textarea rows="3" class="large-text code"' . $common . '>' . esc_textarea( $value ) . '</textarea>';
		} else {
			echo '<input type="' . esc_attr( $kind ) . '" class="regular-text" value="' . esc_attr( $value ) . '"' . $common . '>';
		}
		$note = $fixed ? $help . ' Fixé par wp-config.php : à changer là.' : $help;
		echo '<p class="description" id="' . esc_attr( $id ) . '-aide">' . esc_html( $note ) . '</p></td></tr>';
	};
	echo '<div class="wrap"><h1>Passerelle</h1><form method="post" action="options.php">';
	settings_fields( 'passerelle' );
	echo '<table class="form-table" role="presentation">';
	$field( 'site', 'Adresse du site public', 'Où vos visiteurs lisent le site, par exemple https://www.cainamur.be. Sans elle, le bouton « Prévisualiser » garde l’aperçu de WordPress.', 'url' );
	$field( 'origines', 'Autres adresses admises', 'Une par ligne : d’autres adresses du même site, par exemple celle des essais. Laissez vide si vous ne savez pas.', 'textarea' );
	$field( 'limite', 'Aperçus par minute', 'Nombre de demandes d’aperçu acceptées d’une même connexion en une minute.', 'number' );
	echo '</table>';
	submit_button();
	echo '</form>';
	passerelle_status_list();
	echo '</div>';
}

/** Whether what the bridge needs is in place, in words. */
function passerelle_status_list(): void {
	$located = has_nav_menu( 'passerelle' );
	$lines   = array(
		'Version de la passerelle : ' . PASSERELLE_VERSION,
		'Heure de ce serveur : ' . wp_date( 'd/m/Y H:i:s' ) . '. Comparez-la à votre montre : une heure fausse fausse la durée des aperçus.',
		'' === passerelle_site() ? 'À FAIRE : donnez l’adresse du site public, ci-dessus.' : 'Adresse du site public : ' . passerelle_site(),
		$located ? 'Menu du site public : choisi.' : 'À FAIRE : dans Apparence, Menus, attribuez un menu à l’emplacement « Site public ».',
		get_option( 'permalink_structure' ) ? 'Adresses lisibles : oui.' : 'À FAIRE : dans Réglages, Permaliens, choisissez « Titre de la publication ».',
	);
	echo '<h2>État</h2><ul class="ul-disc">';
	foreach ( $lines as $line ) {
		echo '<li>' . esc_html( $line ) . '</li>';
	}
	echo '</ul>';
}

/* --------------------------------------------------------------------------------------------- content types --- */

add_action( 'init', function () {
	add_post_type_support( 'page', 'excerpt' ); // The summary of a page.
	$locations = array( 'passerelle' => 'Site public' );
	foreach ( array_slice( passerelle_languages(), 1 ) as $lang ) {
		$locations[ 'passerelle-' . $lang ] = 'Site public (' . $lang . ')';
	}
	register_nav_menus( $locations );
	register_post_type( 'sondage', array(
		'labels'       => array( 'name' => 'Sondages', 'singular_name' => 'Sondage', 'add_new_item' => 'Ajouter un sondage', 'edit_item' => 'Modifier le sondage' ),
		'public'       => true,
		'show_in_rest' => true,
		'rest_base'    => 'sondages',
		'menu_icon'    => 'dashicons-chart-bar',
		'supports'     => array( 'title', 'revisions', 'custom-fields', 'author' ),
	) );
	$meta = array(
		'type'          => 'object',
		'single'        => true,
		'show_in_rest'  => array( 'schema' => passerelle_survey_schema() ),
		'auth_callback' => function ( $allowed, $key, $id ) {
			return current_user_can( 'edit_post', $id );
		},
	);
	if ( version_compare( get_bloginfo( 'version' ), '6.4', '>=' ) ) {
		$meta['revisions_enabled'] = true;
	}
	register_post_meta( 'sondage', 'definition', $meta );
} );

/** A survey of which words were published: as `surveys/<id>/survey.json` of the project. */
function passerelle_survey_schema(): array {
	$text   = array( 'type' => 'string', 'minLength' => 1, 'maxLength' => 2000 );
	$name   = array( 'type' => 'string', 'pattern' => '^[a-z0-9-]+$', 'maxLength' => 100 );
	$href   = array( 'type' => 'string', 'pattern' => '^(/|#|https?://|mailto:|tel:)', 'maxLength' => 2000 );
	$object = function ( array $properties, array $required ) {
		return array( 'type' => 'object', 'additionalProperties' => false, 'properties' => $properties, 'required' => $required );
	};
	$list    = function ( array $items, int $most ) {
		return array( 'type' => 'array', 'items' => $items, 'maxItems' => $most );
	};
	$link    = $object( array( 'title' => $text, 'href' => $href, 'icon' => $name, 'family' => $name ), array( 'title', 'href' ) );
	$finding = $object( array( 'id' => $name, 'statement' => $text, 'quantity' => $text, 'quote' => $text, 'quoted_from' => $href, 'help' => $list( $link, 20 ) ), array( 'id', 'statement', 'help' ) );
	$subject = $object( array( 'title' => $text, 'frame' => array( 'type' => 'boolean' ), 'findings' => $list( $finding, 40 ) ), array( 'title', 'findings' ) );
	$source  = $object( array( 'url' => $href, 'title' => $text, 'supports' => $text, 'year' => array( 'type' => 'integer', 'minimum' => 1800, 'maximum' => 2200 ) ), array( 'url', 'title', 'supports' ) );
	return $object(
		array(
			'id'          => $name,
			'title'       => $text,
			'respondents' => array( 'type' => 'integer', 'minimum' => 1, 'maximum' => 1000000 ),
			'respondent'  => $object( array( 'one' => $text, 'other' => $text ), array( 'one', 'other' ) ),
			'question'    => $text,
			'citation'    => $text,
			'page'        => $href,
			'licence'     => $text,
			'subjects'    => $list( $subject, 40 ),
			'sources'     => $list( $source, 40 ),
		),
		array( 'id', 'title', 'respondents', 'respondent', 'citation', 'page', 'subjects', 'sources' )
	);
}

add_action( 'add_meta_boxes_sondage', function () {
	add_meta_box( 'passerelle-definition', 'Définition du sondage', 'passerelle_survey_box', 'sondage', 'normal', 'high' );
} );

function passerelle_survey_box( WP_Post $post ): void {
	$definition = get_post_meta( $post->ID, 'definition', true );
	$text       = is_array( $definition ) ? wp_json_encode( $definition, JSON_PRETTY_PRINT | JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES ) : '';
	wp_nonce_field( 'passerelle-definition', 'passerelle_definition_nonce' );
	echo '<p><label for="passerelle-definition-texte">Le contenu du fichier survey.json. Il est vérifié à l’enregistrement ; s’il contient une erreur, l’ancien est gardé.</label></p>';
	echo '<textarea id="passerelle-definition-texte" name="passerelle_definition" rows="20" class="large-text code" spellcheck="false">' . esc_textarea( $text ) . '</textarea>';
}

add_action( 'save_post_sondage', function ( int $id ) {
	$nonce = isset( $_POST['passerelle_definition_nonce'] ) ? sanitize_text_field( wp_unslash( $_POST['passerelle_definition_nonce'] ) ) : '';
	if ( ! isset( $_POST['passerelle_definition'] ) || ! wp_verify_nonce( $nonce, 'passerelle-definition' ) || wp_is_post_revision( $id ) || wp_is_post_autosave( $id ) || ! current_user_can( 'edit_post', $id ) ) {
		return;
	}
	$definition = json_decode( wp_unslash( $_POST['passerelle_definition'] ), true );
	$valid      = is_array( $definition ) ? rest_validate_value_from_schema( $definition, passerelle_survey_schema(), 'definition' ) : new WP_Error( 'json', 'Le texte n’est pas du JSON bien formé.' );
	if ( is_wp_error( $valid ) ) {
		set_transient( 'passerelle_refus_' . get_current_user_id(), $valid->get_error_message(), 60 );
		return;
	}
	update_post_meta( $id, 'definition', wp_slash( $definition ) );
} );

add_action( 'admin_notices', function () {
	$key     = 'passerelle_refus_' . get_current_user_id();
	$message = get_transient( $key );
	if ( $message ) {
		delete_transient( $key );
		echo '<div class="notice notice-error"><p>' . esc_html( 'La définition du sondage n’a pas été enregistrée : ' . $message ) . '</p></div>';
	}
} );

/* ------------------------------------------------------------------------------------------------- languages --- */

/** Codes of the languages, that of the root first: Polylang's when it is there, else those that pages were given. */
function passerelle_languages(): array {
	if ( function_exists( 'pll_languages_list' ) && function_exists( 'pll_default_language' ) ) {
		$all = array_merge( array( pll_default_language() ), (array) pll_languages_list() );
		return array_values( array_unique( array_filter( $all ) ) );
	}
	$own = get_option( 'passerelle_langues' );
	return array_values( array_unique( array_merge( array( substr( get_locale(), 0, 2 ) ), is_array( $own ) ? $own : array() ) ) );
}

function passerelle_language_of( int $id ): string {
	$lang = function_exists( 'pll_get_post_language' ) ? pll_get_post_language( $id ) : '';
	return (string) ( $lang ?: get_post_meta( $id, '_passerelle_langue', true ) ?: passerelle_languages()[0] );
}

/** The name of a page in addresses. Two languages may share it, which WordPress alone does not allow. */
function passerelle_slug_of( WP_Post $post ): string {
	return (string) ( get_post_meta( $post->ID, '_passerelle_nom', true ) ?: $post->post_name );
}

/** The published page of the root's language that this one translates, by its name. */
function passerelle_original_of( int $id ): ?string {
	$root = passerelle_languages()[0];
	if ( ! function_exists( 'pll_get_post' ) || passerelle_language_of( $id ) === $root ) {
		return null;
	}
	$original = get_post( (int) pll_get_post( $id, $root ) );
	return $original && $original->ID !== $id && 'publish' === $original->post_status ? passerelle_slug_of( $original ) : null;
}

/* -------------------------------------------------------------------------------- what a page says of itself --- */

/** What an edit changes; if it is still this, the exact page that was sent still holds. */
function passerelle_hash( WP_Post $post ): string {
	return hash( 'sha256', $post->post_title . "\0" . $post->post_excerpt . "\0" . $post->post_content );
}

/** The exact page that was sent with this text, and whether the text was edited since. */
function passerelle_kept( WP_Post $post, WP_Post $shown ): array {
	$kept = json_decode( (string) get_post_meta( $post->ID, '_passerelle', true ), true );
	if ( ! is_array( $kept ) || ! isset( $kept['page'], $kept['hash'] ) ) {
		return array( 'page' => null, 'edited' => null );
	}
	return array( 'page' => (string) $kept['page'], 'edited' => ! hash_equals( (string) $kept['hash'], passerelle_hash( $shown ) ) );
}

/** What of a published page would change with its text: cheap, nothing is rendered. Nothing of a closed one. */
function passerelle_stamp( WP_Post $post ): ?string {
	if ( '' !== $post->post_password ) {
		return null;
	}
	$kept = (string) get_post_meta( $post->ID, '_passerelle', true );
	return substr( hash( 'sha256', implode( "\0", array( $post->ID, passerelle_hash( $post ), passerelle_language_of( $post->ID ), passerelle_slug_of( $post ), $kept ) ) ), 0, 32 );
}

/** The field `passerelle` of a page, a post or a survey. */
function passerelle_field( WP_Post $post ): array {
	$closed = '' !== $post->post_password;
	$common = array(
		'lang'           => passerelle_language_of( $post->ID ),
		'slug'           => passerelle_slug_of( $post ),
		'translation_of' => passerelle_original_of( $post->ID ),
		'summary'        => $closed ? '' : $post->post_excerpt,
		'password'       => $closed,
		'version'        => passerelle_stamp( $post ),
	);
	return $common + ( $closed ? array( 'page' => null, 'edited' => null ) : passerelle_kept( $post, $post ) );
}

/** Keeps what an editor's program sends with a page. */
function passerelle_keep( $value, WP_Post $post ) {
	if ( ! is_array( $value ) || ! current_user_can( 'edit_post', $post->ID ) ) {
		return new WP_Error( 'passerelle_forbidden', 'Ce compte ne peut pas modifier ce contenu.', array( 'status' => 403 ) );
	}
	if ( isset( $value['lang'] ) && preg_match( '/^[a-z]{2,3}$/', (string) $value['lang'] ) ) {
		update_post_meta( $post->ID, '_passerelle_langue', $value['lang'] );
		$known = passerelle_languages();
		if ( ! in_array( $value['lang'], $known, true ) ) {
			update_option( 'passerelle_langues', array_merge( array_slice( $known, 1 ), array( $value['lang'] ) ) );
		}
	}
	if ( isset( $value['slug'] ) && preg_match( '/^[a-z0-9-]+$/', (string) $value['slug'] ) ) {
		update_post_meta( $post->ID, '_passerelle_nom', $value['slug'] );
	}
	if ( isset( $value['page'] ) ) {
		$text = (string) $value['page'];
		$page = strlen( $text ) <= PASSERELLE_LARGEST ? json_decode( $text, true ) : null;
		if ( ! is_array( $page ) || ! is_string( $page['title'] ?? null ) || ! is_array( $page['blocks'] ?? null ) ) {
			return new WP_Error( 'passerelle_page', 'Le champ « page » doit être une page en JSON, avec title et blocks.', array( 'status' => 400 ) );
		}
		clean_post_cache( $post->ID );
		$kept = array( 'page' => $text, 'hash' => passerelle_hash( get_post( $post->ID ) ) );
		update_post_meta( $post->ID, '_passerelle', wp_slash( wp_json_encode( $kept ) ) );
	}
	return true;
}

add_action( 'rest_api_init', function () {
	register_rest_field( PASSERELLE_TYPES, 'passerelle', array(
		'get_callback'    => function ( $item ) {
			$post = get_post( (int) ( $item['id'] ?? 0 ) );
			return $post ? passerelle_field( $post ) : null;
		},
		'update_callback' => 'passerelle_keep',
		'schema'          => array(
			'type'       => array( 'object', 'null' ),
			'properties' => array(
				'lang' => array( 'type' => 'string' ),
				'slug' => array( 'type' => 'string' ),
				'page' => array( 'type' => array( 'string', 'null' ) ),
			),
		),
	) );
	// Words as their editor wrote them: the site has its own typography, and no smiling faces.
	add_filter( 'run_wptexturize', '__return_false' );
	remove_filter( 'the_content', 'convert_smilies', 20 );
	remove_filter( 'the_excerpt', 'convert_smilies' );
} );

/* ---------------------------------------------------------------------------------------- counter of changes --- */

/** The counter; it rises at each change of what visitors can see. */
function passerelle_version(): int {
	global $wpdb;
	// Past caches: another process may have raised it.
	return (int) $wpdb->get_var( "SELECT option_value FROM $wpdb->options WHERE option_name = 'passerelle_compteur'" );
}

/** Raises the counter, in one statement: two edits at once count twice. */
function passerelle_changed(): void {
	global $wpdb;
	add_option( 'passerelle_compteur', '1', '', 'no' );
	$wpdb->query( "UPDATE $wpdb->options SET option_value = option_value + 1 WHERE option_name = 'passerelle_compteur'" );
	wp_cache_delete( 'passerelle_compteur', 'options' );
}

function passerelle_is_public( $post ): bool {
	return $post instanceof WP_Post && 'publish' === $post->post_status && in_array( $post->post_type, PASSERELLE_TYPES, true );
}

add_action( 'transition_post_status', function ( $new, $old, $post ) {
	if ( in_array( $post->post_type, PASSERELLE_TYPES, true ) && ( 'publish' === $new || 'publish' === $old ) ) {
		passerelle_changed();
	}
}, 10, 3 );
add_action( 'before_delete_post', function ( $id ) {
	if ( passerelle_is_public( get_post( $id ) ) ) {
		passerelle_changed();
	}
} );
foreach ( array( 'added_post_meta', 'updated_post_meta', 'deleted_post_meta' ) as $passerelle_hook ) {
	add_action( $passerelle_hook, function ( $meta, $id, $key ) {
		if ( in_array( $key, array( 'definition', '_passerelle', '_passerelle_nom', '_passerelle_langue' ), true ) && passerelle_is_public( get_post( $id ) ) ) {
			passerelle_changed();
		}
	}, 10, 3 );
}
foreach ( array( 'wp_update_nav_menu', 'wp_update_nav_menu_item', 'wp_delete_nav_menu', 'update_option_page_on_front', 'edit_attachment', 'delete_attachment', 'switch_theme' ) as $passerelle_hook ) {
	add_action( $passerelle_hook, 'passerelle_changed', 10, 0 );
}
add_action( 'deleted_post', function ( $id, $post ) {
	if ( 'nav_menu_item' === $post->post_type ) {
		passerelle_changed();
	}
}, 10, 2 );
add_filter( 'pre_set_theme_mod_nav_menu_locations', function ( $value ) {
	passerelle_changed();
	return $value;
} );

/* ------------------------------------------------------------------------------------------------- public routes --- */

add_action( 'rest_api_init', function () {
	$open = function ( string $route, string $callback ) {
		register_rest_route( 'passerelle/v1', $route, array( 'methods' => 'GET', 'permission_callback' => '__return_true', 'callback' => $callback ) );
	};
	$open( '/about', 'passerelle_about' );
	$open( '/version', 'passerelle_counter' );
	$open( '/menu/(?P<name>[a-z0-9-]+)', 'passerelle_menu' );
	$open( '/published/(?P<id>\d+)', 'passerelle_published' );
	$open( '/preview/(?P<id>\d+)', 'passerelle_preview' );
	$text = array( 'type' => 'string' );
	register_rest_route( 'passerelle/v1', '/links', array(
		array( 'methods' => 'GET', 'permission_callback' => '__return_true', 'callback' => 'passerelle_links_list', 'args' => array( 'id' => array( 'type' => 'integer', 'required' => true ) ) ),
		array(
			'methods'             => 'POST',
			'permission_callback' => '__return_true',
			'callback'            => 'passerelle_links_create',
			'args'                => array(
				'id'    => array( 'type' => 'integer', 'required' => true ),
				'until' => $text + array( 'required' => true, 'pattern' => '^\d{4}-\d{2}-\d{2}$' ),
				'note'  => $text + array( 'maxLength' => 100, 'default' => '' ),
			),
		),
	) );
	register_rest_route( 'passerelle/v1', '/links/(?P<link>[a-f0-9]{16})', array(
		'methods'             => 'DELETE',
		'permission_callback' => '__return_true',
		'callback'            => 'passerelle_links_revoke',
		'args'                => array( 'id' => array( 'type' => 'integer', 'required' => true ) ),
	) );
	$item = array( 'id' => array( 'type' => 'integer', 'required' => true ) );
	foreach ( array( '/revisions' => 'list', '/revisions/(?P<revision>\d+)' => 'show' ) as $route => $what ) {
		register_rest_route( 'passerelle/v1', $route, array( 'methods' => 'GET', 'permission_callback' => '__return_true', 'callback' => 'passerelle_revisions_' . $what, 'args' => $item ) );
	}
	register_rest_route( 'passerelle/v1', '/revisions/(?P<revision>\d+)/restore', array(
		'methods'             => 'POST',
		'permission_callback' => '__return_true',
		'callback'            => 'passerelle_revisions_restore',
		'args'                => $item + array( 'confirm' => $text + array( 'required' => true, 'maxLength' => 100 ) ),
	) );
} );

/** A moment of the database, in universal time, as ISO 8601; nothing for the zeros of a draft that has no date. */
function passerelle_iso( string $mysql ): ?string {
	$time = preg_match( '/^[1-9]\d{3}-/', $mysql ) ? strtotime( $mysql . ' UTC' ) : false;
	return false === $time ? null : gmdate( 'Y-m-d\TH:i:s\Z', $time );
}

function passerelle_about(): WP_REST_Response {
	$front    = (int) get_option( 'page_on_front' );
	$response = new WP_REST_Response( array(
		'bridge'     => PASSERELLE_VERSION,
		'wordpress'  => get_bloginfo( 'version' ),
		'name'       => html_entity_decode( get_bloginfo( 'name' ), ENT_QUOTES | ENT_HTML5, 'UTF-8' ),
		'home'       => home_url( '/' ),
		'languages'  => passerelle_languages(),
		'front_page' => 'page' === get_option( 'show_on_front' ) && 'publish' === get_post_status( $front ) ? $front : null,
		'version'    => passerelle_version(),
		'time'       => gmdate( 'Y-m-d\TH:i:s\Z' ),
		'timezone'   => wp_timezone_string(),
	) );
	$response->header( 'Cache-Control', 'no-store' ); // It tells the time.
	return $response;
}

function passerelle_counter(): array {
	return array( 'version' => passerelle_version() );
}

/**
 * A published page or article, for the browser of a visitor who has the copy of the site: who names the version of that copy (`known`) is answered in a few bytes, who
 * has the ETag in none; nothing is rendered for either. Whoever asks, an account changes nothing: only what everybody may read.
 */
function passerelle_published( WP_REST_Request $request ) {
	$post = get_post( (int) $request['id'] );
	if ( ! $post || 'publish' !== $post->post_status || ! in_array( $post->post_type, array( 'page', 'post' ), true ) || '' !== $post->post_password ) {
		return passerelle_refusal( 'not_found', 'Aucun contenu publié ne porte ce numéro.', 404 );
	}
	$stamp = passerelle_stamp( $post );
	$etag  = 'W/"' . $stamp . '"';
	if ( $request['known'] === $stamp ) {
		$response = new WP_REST_Response( array( 'id' => $post->ID, 'version' => $stamp ) );
	} elseif ( passerelle_has( $request, $etag ) && passerelle_is_anonymous( $request ) ) {
		$response = new WP_REST_Response( null, 304 );
	} else {
		$shown    = passerelle_shown( $post, $post );
		$response = new WP_REST_Response(
			array( 'id' => $post->ID, 'version' => $stamp, 'lang' => passerelle_language_of( $post->ID ), 'slug' => passerelle_slug_of( $post ) ) + $shown + passerelle_kept( $post, $post )
		);
	}
	$response->header( 'ETag', $etag );
	$response->header( 'Cache-Control', PASSERELLE_CACHE );
	return $response;
}

/** What a menu entry leads to, when that is content of this site; `false` when visitors may not see it. */
function passerelle_menu_target( $item ) {
	if ( 'post_type' === $item->type ) {
		$post = get_post( (int) $item->object_id );
		return $post && 'publish' === $post->post_status ? $post : false;
	}
	if ( 'custom' === $item->type ) {
		$id   = passerelle_origin( $item->url ) === passerelle_origin( home_url() ) || str_starts_with( $item->url, '/' ) ? passerelle_post_at( $item->url ) : 0;
		$post = $id ? get_post( $id ) : null;
		return $post && 'publish' !== $post->post_status ? false : $post;
	}
	return null;
}

/** The content at an address of this site, drafts included: `url_to_postid` knows only what is published. */
function passerelle_post_at( string $url ): int {
	$query = array();
	wp_parse_str( (string) wp_parse_url( $url, PHP_URL_QUERY ), $query );
	foreach ( array( 'page_id', 'p', 'preview_id' ) as $name ) {
		if ( ! empty( $query[ $name ] ) ) {
			return (int) $query[ $name ];
		}
	}
	$path = trim( (string) wp_parse_url( $url, PHP_URL_PATH ), '/' );
	$post = '' === $path ? null : get_page_by_path( $path, OBJECT, PASSERELLE_TYPES );
	return $post ? $post->ID : (int) url_to_postid( $url );
}

function passerelle_menu( WP_REST_Request $request ) {
	$name      = $request['name'];
	$locations = get_nav_menu_locations();
	$menu      = wp_get_nav_menu_object( ! empty( $locations[ $name ] ) ? $locations[ $name ] : $name );
	$items     = $menu ? wp_get_nav_menu_items( $menu ) : false;
	if ( false === $items ) {
		return new WP_Error( 'passerelle_menu', 'Aucun menu n’est attribué à cet emplacement, et aucun ne porte ce nom.', array( 'status' => 404 ) );
	}
	$parents = array();
	$shown   = array();
	foreach ( $items as $item ) {
		$parents[ $item->ID ] = (int) $item->menu_item_parent;
		$target               = empty( $item->_invalid ) ? passerelle_menu_target( $item ) : false;
		if ( false !== $target ) {
			$shown[ $item->ID ] = array( $item, $target );
		}
	}
	$out = array();
	foreach ( $shown as $id => list( $item, $target ) ) {
		// An entry whose group is hidden moves up to the nearest one that is not.
		for ( $parent = $parents[ $id ], $steps = 0; $parent && ! isset( $shown[ $parent ] ) && $steps < 50; $steps++ ) {
			$parent = $parents[ $parent ] ?? 0;
		}
		$out[] = array(
			'id'          => $id,
			'parent'      => isset( $shown[ $parent ] ) ? $parent : 0,
			'title'       => html_entity_decode( wp_strip_all_tags( $item->title ), ENT_QUOTES | ENT_HTML5, 'UTF-8' ),
			'url'         => $item->url,
			'description' => html_entity_decode( wp_strip_all_tags( (string) $item->description ), ENT_QUOTES | ENT_HTML5, 'UTF-8' ),
			'classes'     => array_values( array_filter( (array) $item->classes ) ),
			'target'      => $target ? array( 'type' => $target->post_type, 'id' => $target->ID, 'slug' => passerelle_slug_of( $target ), 'lang' => passerelle_language_of( $target->ID ) ) : null,
		);
	}
	return array( 'name' => $menu->slug, 'items' => $out );
}

/* ------------------------------------------------------------------------------------------------------ previews --- */

function passerelle_encode( string $bytes ): string {
	return rtrim( strtr( base64_encode( $bytes ), '+/', '-_' ), '=' );
}

function passerelle_decode( string $text ): string {
	return (string) base64_decode( strtr( $text, '-_', '+/' ), true );
}

/** Signs what a token says. A new password, or new keys in wp-config.php, end every token of that user. */
function passerelle_signature( string $payload, int $user ): string {
	$known = get_userdata( $user );
	$key   = hash( 'sha256', 'passerelle-preview|' . wp_salt( 'auth' ) . '|' . ( $known ? $known->user_pass : '' ), true );
	return passerelle_encode( hash_hmac( 'sha256', $payload, $key, true ) );
}

/** A token for one item and one user: item, user, end, and a word that is used once. */
function passerelle_token( int $item, int $user, ?int $end = null ): string {
	$claims  = array( 'p' => $item, 'u' => $user, 'e' => $end ?? time() + PASSERELLE_TOKEN, 'n' => passerelle_encode( random_bytes( 12 ) ) );
	$payload = 'e1.' . passerelle_encode( wp_json_encode( $claims ) );
	return $payload . '.' . passerelle_signature( $payload, $user );
}

function passerelle_refusal( string $code, string $message, int $status ): WP_Error {
	return new WP_Error( 'passerelle_' . $code, $message, array( 'status' => $status ) );
}

/** Who holds the token, and until when: `array( user, end, kind )`, or why it is refused. */
function passerelle_holder( WP_REST_Request $request, int $item ) {
	$origin = (string) $request->get_header( 'origin' );
	if ( '' !== $origin && ! in_array( strtolower( $origin ), passerelle_origins(), true ) ) {
		return passerelle_refusal( 'origin', 'Cette adresse n’est pas admise à demander des aperçus. Un administrateur peut l’ajouter dans Réglages, Passerelle.', 403 );
	}
	$wait = passerelle_throttle();
	if ( $wait > 0 ) {
		return passerelle_refusal( 'slow_down', 'Trop de demandes : réessayez dans une minute.', 429 );
	}
	$token  = (string) $request->get_header( 'x_preview_token' );
	$holder = str_starts_with( $token, 'l1.' ) ? passerelle_colleague( $token, $item ) : passerelle_editor( $token, $item );
	if ( is_wp_error( $holder ) ) {
		return $holder;
	}
	list( $user, $end ) = $holder;
	if ( $end < time() ) {
		return passerelle_refusal( 'expired', 'Cet aperçu a expiré : rouvrez-le depuis WordPress.', 401 );
	}
	// Asked anew each time: who was removed, or lost the right, sees nothing more.
	if ( ! get_userdata( $user ) || ! user_can( $user, 'edit_post', $item ) ) {
		return passerelle_refusal( 'forbidden', 'Le compte qui a ouvert cet aperçu n’a plus le droit de modifier ce contenu.', 403 );
	}
	return $holder;
}

function passerelle_editor( string $token, int $item ) {
	$invalid = passerelle_refusal( 'invalid', 'Jeton d’aperçu absent ou faux : rouvrez l’aperçu depuis WordPress.', 401 );
	$parts   = explode( '.', $token );
	if ( 3 !== count( $parts ) || 'e1' !== $parts[0] || strlen( $token ) > 1000 ) {
		return $invalid;
	}
	$claims = json_decode( passerelle_decode( $parts[1] ), true );
	if ( ! is_array( $claims ) || ! is_int( $claims['p'] ?? null ) || ! is_int( $claims['u'] ?? null ) || ! is_int( $claims['e'] ?? null ) ) {
		return $invalid;
	}
	if ( ! hash_equals( passerelle_signature( $parts[0] . '.' . $parts[1], $claims['u'] ), $parts[2] ) ) {
		return $invalid;
	}
	if ( $claims['p'] !== $item ) {
		return passerelle_refusal( 'other_item', 'Ce jeton ouvre un autre contenu.', 403 );
	}
	return array( $claims['u'], $claims['e'], 'editor' );
}

/** At most so many requests a minute from one address. Returns the seconds to wait. */
function passerelle_throttle(): int {
	$address = isset( $_SERVER['REMOTE_ADDR'] ) ? sanitize_text_field( wp_unslash( $_SERVER['REMOTE_ADDR'] ) ) : '';
	$key     = 'passerelle_debit_' . substr( hash_hmac( 'sha256', $address, wp_salt( 'nonce' ) ), 0, 20 );
	$seen    = get_transient( $key );
	$now     = time();
	if ( ! is_array( $seen ) || $seen[1] <= $now ) {
		$seen = array( 0, $now + 60 );
	}
	++$seen[0];
	set_transient( $key, $seen, 60 );
	return $seen[0] > passerelle_limit() ? $seen[1] - $now : 0;
}

/** Title and body of a post as WordPress shows them. */
function passerelle_shown( WP_Post $shown, WP_Post $post ): array {
	$GLOBALS['post'] = $post;
	setup_postdata( $post );
	$body = array(
		'title'    => html_entity_decode( get_the_title( $shown ), ENT_QUOTES | ENT_HTML5, 'UTF-8' ),
		'summary'  => $shown->post_excerpt,
		'content'  => apply_filters( 'the_content', $shown->post_content ),
		'modified' => passerelle_iso( $shown->post_modified_gmt ),
	);
	wp_reset_postdata();
	return $body;
}

function passerelle_preview( WP_REST_Request $request ) {
	$id     = (int) $request['id'];
	$holder = passerelle_holder( $request, $id );
	if ( is_wp_error( $holder ) ) {
		return $holder;
	}
	list( $user, $end, $kind ) = $holder;
	$post                      = get_post( $id );
	if ( ! $post || ! in_array( $post->post_type, PASSERELLE_TYPES, true ) || 'trash' === $post->post_status ) {
		return passerelle_refusal( 'not_found', 'Ce contenu n’existe plus.', 404 );
	}
	wp_set_current_user( $user );
	$autosave  = wp_get_post_autosave( $id, $user );
	// What was put in as scheduled at once carries the day of its publication as that of its last change.
	$ahead     = $post->post_modified_gmt > current_time( 'mysql', true );
	$newer     = $autosave && ( $ahead || $autosave->post_modified_gmt >= $post->post_modified_gmt );
	$shown     = $newer ? $autosave : $post;
	$published = 'publish' === $post->post_status;
	return array(
		'id'         => $id,
		'type'       => $post->post_type,
		'lang'       => passerelle_language_of( $id ),
		'slug'       => passerelle_slug_of( $post ),
		'status'     => $post->post_status,
		'autosave'   => $newer,
		'scheduled'  => 'future' === $post->post_status ? passerelle_iso( $post->post_date_gmt ) : null,
		'author'     => get_the_author_meta( 'display_name', $shown->post_author ),
		'draft'      => passerelle_shown( $shown, $post ) + passerelle_kept( $post, $shown ),
		'definition' => 'sondage' === $post->post_type ? ( get_post_meta( $id, 'definition', true ) ?: null ) : null,
		'published'  => $published ? passerelle_shown( $post, $post ) + passerelle_kept( $post, $post ) : null,
		'token'      => array( 'kind' => $kind, 'until' => gmdate( 'Y-m-d\TH:i:s\Z', $end ) ),
		'edit'       => 'editor' === $kind ? get_edit_post_link( $id, 'raw' ) : null,
	);
}

/** Where the preview of an item is on the public site, for who is logged in. The token is behind `#`: no server sees it. */
function passerelle_preview_address( WP_Post $post ): string {
	return passerelle_site() . '/apercu/#id=' . $post->ID . '&t=' . passerelle_token( $post->ID, get_current_user_id() );
}

function passerelle_may_preview( $post ): bool {
	return $post instanceof WP_Post && '' !== passerelle_site() && in_array( $post->post_type, PASSERELLE_TYPES, true ) && current_user_can( 'edit_post', $post->ID );
}

add_filter( 'preview_post_link', function ( $link, $post ) {
	return passerelle_may_preview( $post ) ? passerelle_preview_address( $post ) : $link;
}, 10, 2 );

// The block editor makes its own link for a draft that was never published: WordPress' own preview leads on.
add_action( 'template_redirect', function () {
	// A page that is asked for as an article is not found, and then no longer a preview: the word of the address counts.
	if ( ! is_preview() && 'true' !== ( $_GET['preview'] ?? '' ) ) {
		return;
	}
	$asked = array_map( 'absint', array_intersect_key( $_GET, array_flip( array( 'preview_id', 'page_id', 'p' ) ) ) );
	$post  = get_post( $asked['preview_id'] ?? $asked['page_id'] ?? $asked['p'] ?? get_queried_object_id() );
	if ( ! passerelle_may_preview( $post ) ) {
		return;
	}
	nocache_headers();
	header( 'Cache-Control: no-store, private' );
	header( 'Referrer-Policy: no-referrer' );
	header( 'X-Robots-Tag: noindex, nofollow' );
	wp_redirect( passerelle_preview_address( $post ), 302 ); // phpcs:ignore WordPress.Security.SafeRedirect -- the address is a setting.
	exit;
}, 1 );

/* ------------------------------------------------------------------------------------------- colleagues' links --- */

/** The links to an item that are kept, those that ended left out. */
function passerelle_links_of( int $item ): array {
	$links = array();
	foreach ( (array) get_post_meta( $item, '_passerelle_lien' ) as $link ) {
		if ( is_array( $link ) && isset( $link['id'], $link['hash'], $link['user'], $link['until'] ) ) {
			if ( $link['until'] < time() ) {
				delete_post_meta( $item, '_passerelle_lien', $link );
			} else {
				$links[] = $link;
			}
		}
	}
	return $links;
}

function passerelle_colleague( string $token, int $item ) {
	$hash = hash( 'sha256', $token );
	foreach ( passerelle_links_of( $item ) as $link ) {
		if ( hash_equals( $link['hash'], $hash ) ) {
			return array( (int) $link['user'], (int) $link['until'], 'colleague' );
		}
	}
	return passerelle_refusal( 'invalid', 'Ce lien a été retiré, est arrivé à sa fin ou est incomplet : demandez-en un nouveau.', 401 );
}

/** The editor that asks something about links: a colleague's link does not make more links. */
function passerelle_link_maker( WP_REST_Request $request ) {
	$holder = passerelle_holder( $request, (int) $request['id'] );
	if ( ! is_wp_error( $holder ) && 'editor' !== $holder[2] ) {
		return passerelle_refusal( 'forbidden', 'Seule la personne qui a ouvert l’aperçu depuis WordPress peut gérer les liens.', 403 );
	}
	return $holder;
}

/** A link as it is listed: never its token, never its hash. */
function passerelle_link_shown( array $link ): array {
	return array(
		'id'      => $link['id'],
		'note'    => $link['note'],
		'created' => gmdate( 'Y-m-d\TH:i:s\Z', $link['created'] ),
		'until'   => gmdate( 'Y-m-d\TH:i:s\Z', $link['until'] ),
		'creator' => (string) get_the_author_meta( 'display_name', $link['user'] ),
	);
}

function passerelle_links_create( WP_REST_Request $request ) {
	$holder = passerelle_link_maker( $request );
	if ( is_wp_error( $holder ) ) {
		return $holder;
	}
	$item = (int) $request['id'];
	$day  = DateTimeImmutable::createFromFormat( '!Y-m-d', $request['until'], wp_timezone() );
	$end  = $day && $day->format( 'Y-m-d' ) === $request['until'] ? $day->setTime( 23, 59, 59 )->getTimestamp() : 0;
	$last = ( new DateTimeImmutable( 'now', wp_timezone() ) )->modify( '+' . PASSERELLE_LINK . ' days' )->setTime( 23, 59, 59 )->getTimestamp();
	if ( $end < time() || $end > $last ) {
		return passerelle_refusal( 'until', 'La date de fin doit être entre aujourd’hui et dans ' . PASSERELLE_LINK . ' jours.', 400 );
	}
	if ( count( passerelle_links_of( $item ) ) >= 20 ) {
		return passerelle_refusal( 'too_many', 'Vingt liens existent déjà pour ce contenu : retirez-en un.', 409 );
	}
	$token = 'l1.' . passerelle_encode( random_bytes( 32 ) );
	$link  = array(
		'id'      => bin2hex( random_bytes( 8 ) ),
		'hash'    => hash( 'sha256', $token ), // Of 256 bits of chance: nothing to guess, no salt needed.
		'user'    => $holder[0],
		'created' => time(),
		'until'   => $end,
		'note'    => str_replace( '\\', '', sanitize_text_field( $request['note'] ) ),
	);
	add_post_meta( $item, '_passerelle_lien', wp_slash( $link ) );
	// The only time that the token is told.
	return new WP_REST_Response( passerelle_link_shown( $link ) + array( 'url' => passerelle_site() . '/apercu/#id=' . $item . '&t=' . $token ), 201 );
}

function passerelle_links_list( WP_REST_Request $request ) {
	$holder = passerelle_link_maker( $request );
	return is_wp_error( $holder ) ? $holder : array( 'links' => array_map( 'passerelle_link_shown', passerelle_links_of( (int) $request['id'] ) ) );
}

function passerelle_links_revoke( WP_REST_Request $request ) {
	$holder = passerelle_link_maker( $request );
	if ( is_wp_error( $holder ) ) {
		return $holder;
	}
	foreach ( passerelle_links_of( (int) $request['id'] ) as $link ) {
		if ( $link['id'] === $request['link'] ) {
			delete_post_meta( (int) $request['id'], '_passerelle_lien', $link );
			return new WP_REST_Response( null, 204 );
		}
	}
	return passerelle_refusal( 'not_found', 'Ce lien n’existe plus.', 404 );
}

/* ------------------------------------------------------------------------------------------------- old versions --- */

/** The page or article of which an editor's token asks for old versions, and that editor; or why not. A colleague's link sees one draft and no history. */
function passerelle_history_of( WP_REST_Request $request ) {
	$holder = passerelle_holder( $request, (int) $request['id'] );
	if ( is_wp_error( $holder ) ) {
		return $holder;
	}
	if ( 'editor' !== $holder[2] ) {
		return passerelle_refusal( 'forbidden', 'Seule la personne qui a ouvert l’aperçu depuis WordPress peut voir les anciennes versions.', 403 );
	}
	$post = get_post( (int) $request['id'] );
	if ( ! $post || ! in_array( $post->post_type, array( 'page', 'post' ), true ) || 'trash' === $post->post_status ) {
		return passerelle_refusal( 'not_found', 'Ce contenu n’existe plus, ou n’a pas d’anciennes versions.', 404 );
	}
	wp_set_current_user( $holder[0] );
	return array( $post, $holder[0] );
}

/** The revision that is asked for, if it is one of this item's; autosaves are somebody's unfinished text and none. */
function passerelle_revision_of( WP_REST_Request $request, WP_Post $post ) {
	$number   = (int) $request['revision'];
	$revision = wp_get_post_revision( $number ); // It takes a variable.
	if ( ! $revision || $revision->post_parent !== $post->ID || wp_is_post_autosave( $revision ) ) {
		return passerelle_refusal( 'not_found', 'Cette version n’existe plus.', 404 );
	}
	return $revision;
}

/** What must be said to restore a version: holds for this version, this user, this token and the text as it is now. */
function passerelle_restore_word( WP_REST_Request $request, WP_Post $post, WP_Post $revision, int $user ): string {
	$said = implode( '|', array( 'restore', $post->ID, $revision->ID, $post->post_modified_gmt, passerelle_hash( $post ), hash( 'sha256', (string) $request->get_header( 'x_preview_token' ) ) ) );
	return substr( passerelle_signature( $said, $user ), 0, 32 );
}

function passerelle_revision_shown( WP_REST_Request $request, WP_Post $post, WP_Post $revision, int $user ): array {
	return array(
		'id'       => $revision->ID,
		'modified' => passerelle_iso( $revision->post_modified_gmt ),
		'author'   => (string) get_the_author_meta( 'display_name', $revision->post_author ),
		'current'  => passerelle_hash( $revision ) === passerelle_hash( $post ),
		'confirm'  => passerelle_restore_word( $request, $post, $revision, $user ),
	);
}

function passerelle_revisions_list( WP_REST_Request $request ) {
	$history = passerelle_history_of( $request );
	if ( is_wp_error( $history ) ) {
		return $history;
	}
	list( $post, $user ) = $history;
	$revisions           = array();
	foreach ( wp_get_post_revisions( $post->ID, array( 'posts_per_page' => 100 ) ) as $revision ) {
		if ( ! wp_is_post_autosave( $revision ) ) {
			$revisions[] = passerelle_revision_shown( $request, $post, $revision, $user );
		}
	}
	return array( 'revisions' => array_slice( $revisions, 0, 50 ) );
}

function passerelle_revisions_show( WP_REST_Request $request ) {
	$history = passerelle_history_of( $request );
	if ( is_wp_error( $history ) ) {
		return $history;
	}
	list( $post, $user ) = $history;
	$revision            = passerelle_revision_of( $request, $post );
	if ( is_wp_error( $revision ) ) {
		return $revision;
	}
	return passerelle_revision_shown( $request, $post, $revision, $user ) + array( 'draft' => passerelle_shown( $revision, $post ) + passerelle_kept( $post, $revision ) );
}

/** As WordPress' own button does: the same right, the same lock, the same status; a version is never published that WordPress would not publish. */
function passerelle_revisions_restore( WP_REST_Request $request ) {
	$history = passerelle_history_of( $request );
	if ( is_wp_error( $history ) ) {
		return $history;
	}
	list( $post, $user ) = $history;
	$revision            = passerelle_revision_of( $request, $post );
	if ( is_wp_error( $revision ) ) {
		return $revision;
	}
	if ( ! hash_equals( passerelle_restore_word( $request, $post, $revision, $user ), (string) $request['confirm'] ) ) {
		return passerelle_refusal( 'changed', 'Le texte a changé depuis que cette version est affichée : rouvrez la liste, puis restaurez.', 409 );
	}
	require_once ABSPATH . 'wp-admin/includes/post.php';
	$other = wp_check_post_lock( $post->ID );
	if ( $other ) {
		return passerelle_refusal( 'locked', 'Quelqu’un d’autre modifie ce contenu en ce moment : réessayez quand il sera fermé.', 409 );
	}
	if ( ! wp_revisions_enabled( $post ) ) {
		return passerelle_refusal( 'forbidden', 'Les anciennes versions sont désactivées dans WordPress.', 403 );
	}
	$restored = wp_restore_post_revision( $revision->ID );
	if ( ! $restored || is_wp_error( $restored ) ) {
		return passerelle_refusal( 'not_restored', 'WordPress n’a pas pu restaurer cette version.', 500 );
	}
	clean_post_cache( $post->ID );
	$post = get_post( $post->ID );
	return array( 'id' => $post->ID, 'status' => $post->post_status, 'modified' => passerelle_iso( $post->post_modified_gmt ) );
}

/* ---------------------------------------------------------------------------- who may read, what may be cached --- */

/** Nobody in particular asks: no account, not even a wrong one, no token, no word for a closed page. */
function passerelle_is_anonymous( WP_REST_Request $request ): bool {
	foreach ( array_keys( $_COOKIE ) as $name ) {
		if ( str_starts_with( $name, 'wordpress_logged_in_' ) || str_starts_with( $name, 'wp-postpass_' ) ) {
			return false;
		}
	}
	$carries = $request->get_header( 'authorization' ) || isset( $_SERVER['PHP_AUTH_USER'] ) || $request->get_header( 'x_preview_token' ) || null !== $request->get_param( 'password' );
	$private = array_filter( array( 'preview', 'links', 'revisions' ), fn( $route ) => str_starts_with( $request->get_route(), '/passerelle/v1/' . $route ) );
	return ! is_user_logged_in() && ! $carries && ! $private;
}

/** Whether who asks has this version already, as caches compare them: weakly, and under the name that compression gives it. */
function passerelle_has( WP_REST_Request $request, string $etag ): bool {
	$asked = array_map( 'trim', explode( ',', str_replace( '-gzip"', '"', (string) $request->get_header( 'if_none_match' ) ) ) );
	return in_array( '*', $asked, true ) || in_array( $etag, $asked, true ) || in_array( substr( $etag, 2 ), $asked, true );
}

add_filter( 'rest_jsonp_enabled', '__return_false' );

// WordPress' own headers for who is logged in are weaker than those below, and would come after them.
add_filter( 'rest_send_nocache_headers', '__return_false' );

add_filter( 'rest_post_dispatch', function ( $response, $server, $request ) {
	$reads  = in_array( $request->get_method(), array( 'GET', 'HEAD' ), true );
	$public = $reads && ! $response->is_error() && passerelle_is_anonymous( $request );
	if ( ! $public ) {
		$response->header( 'Cache-Control', 'no-store, private' );
		$response->header( 'X-Robots-Tag', 'noindex, nofollow' );
		if ( 429 === $response->get_status() ) {
			$response->header( 'Retry-After', '60' );
		}
		return $response;
	}
	$headers = $response->get_headers();
	if ( isset( $headers['Cache-Control'] ) || null !== $request->get_param( '_embed' ) ) {
		return $response;
	}
	$counts = array( $headers['X-WP-Total'] ?? '', $headers['X-WP-TotalPages'] ?? '' );
	$etag   = 'W/"' . substr( hash( 'sha256', wp_json_encode( array( $request->get_route(), $request->get_query_params(), $counts, $response->get_data() ) ) ), 0, 32 ) . '"';
	$response->header( 'ETag', $etag );
	$response->header( 'Cache-Control', PASSERELLE_CACHE );
	$GLOBALS['passerelle_etag'] = $etag;
	return $response;
}, 20, 3 );

// Only here: emptying an answer earlier breaks the choice of fields.
add_filter( 'rest_pre_serve_request', function ( $served, $response, $request ) {
	$etag = $GLOBALS['passerelle_etag'] ?? null;
	if ( $served || null === $etag || $response->is_error() ) {
		return $served;
	}
	if ( passerelle_has( $request, $etag ) ) {
		status_header( 304 );
		return true;
	}
	return $served;
}, 20, 3 );

// WordPress lets the browser of any site read, with the visitor's account: here those that are listed, without it.
add_action( 'rest_api_init', function () {
	remove_filter( 'rest_pre_serve_request', 'rest_send_cors_headers' );
	add_filter( 'rest_pre_serve_request', function ( $served, $response, $request ) {
		$origin = (string) get_http_origin();
		foreach ( array( 'Origin', 'Methods', 'Headers', 'Credentials' ) as $name ) {
			header_remove( 'Access-Control-Allow-' . $name );
		}
		header_remove( 'Access-Control-Expose-Headers' );
		header( 'Vary: Origin, Authorization, X-Preview-Token, Cookie' );
		if ( in_array( strtolower( $origin ), passerelle_origins(), true ) ) {
			$writes = (bool) preg_match( '#^/passerelle/v1/(links|revisions/)#', $request->get_route() );
			header( 'Access-Control-Allow-Origin: ' . $origin );
			header( 'Access-Control-Allow-Methods: ' . ( $writes ? 'GET, POST, DELETE, OPTIONS' : 'GET, OPTIONS' ) );
			header( 'Access-Control-Allow-Headers: X-Preview-Token, If-None-Match, Content-Type' );
			header( 'Access-Control-Expose-Headers: ETag, X-WP-Total, X-WP-TotalPages, Retry-After' );
			header( 'Access-Control-Max-Age: 600' );
		}
		return $served;
	}, 5, 3 );
}, 20 );

/* --------------------------------------------------------------------------------- what visitors may not find --- */

// No list of authors, no menu block that names drafts.
add_filter( 'rest_endpoints', function ( $endpoints ) {
	if ( is_user_logged_in() ) {
		return $endpoints;
	}
	foreach ( array_keys( $endpoints ) as $route ) {
		$users = str_starts_with( $route, '/wp/v2/users' ) && '/wp/v2/users/me' !== $route;
		if ( $users || str_starts_with( $route, '/wp/v2/navigation' ) ) {
			unset( $endpoints[ $route ] );
		}
	}
	return $endpoints;
} );

// A draft and a number that nothing has are the same to a stranger.
add_filter( 'rest_request_after_callbacks', function ( $response, $handler, $request ) {
	if ( ! is_wp_error( $response ) || is_user_logged_in() ) {
		return $response;
	}
	if ( preg_match( '#^/wp/v2/[a-z-]+/\d+$#', $request->get_route() ) && 'GET' === $request->get_method() && 'rest_forbidden' === $response->get_error_code() ) {
		return new WP_Error( 'rest_post_invalid_id', __( 'Invalid post ID.' ), array( 'status' => 404 ) );
	}
	if ( preg_match( '#^/wp/v2/[a-z-]+/\d+/(revisions|autosaves)#', $request->get_route() ) ) {
		return new WP_Error( 'rest_cannot_read', __( 'Sorry, you are not allowed to view revisions of this post.' ), array( 'status' => 401 ) );
	}
	return $response;
}, 10, 3 );

add_action( 'rest_api_init', function () {
	foreach ( array_merge( PASSERELLE_TYPES, array( 'attachment' ) ) as $type ) {
		add_filter( 'rest_prepare_' . $type, function ( $response ) {
			if ( ! is_user_logged_in() ) {
				$data = $response->get_data();
				unset( $data['author'] );
				$response->set_data( $data );
				$response->remove_link( 'author' );
			}
			return $response;
		} );
	}
} );

add_filter( 'oembed_response_data', function ( $data ) {
	unset( $data['author_name'], $data['author_url'] );
	return $data;
} );

add_filter( 'wp_sitemaps_add_provider', function ( $provider, $name ) {
	return 'users' === $name ? false : $provider;
}, 10, 2 );

// `?author=1` leads to the login name.
add_action( 'template_redirect', function () {
	if ( is_author() && ! is_user_logged_in() ) {
		$GLOBALS['wp_query']->set_404();
		status_header( 404 );
		nocache_headers();
	}
}, 0 );
add_filter( 'redirect_canonical', function ( $to ) {
	return isset( $_GET['author'] ) && ! is_user_logged_in() ? false : $to;
} );
add_filter( 'the_author', function ( $name ) {
	return is_feed() ? get_bloginfo( 'name' ) : $name;
} );

endif;

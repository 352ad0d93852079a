<?php
// Fills the WordPress of the tests with invented content, drafts that carry a canary, and accounts; writes what the tests must know
// as JSON to the file named by PASSERELLE_WP_SEED. With the argument `vide`, only accounts: an empty site for `content push`.
$_SERVER['HTTP_HOST']      = parse_url( getenv( 'PASSERELLE_WP_URL' ), PHP_URL_HOST ) . ':' . parse_url( getenv( 'PASSERELLE_WP_URL' ), PHP_URL_PORT );
$_SERVER['REQUEST_METHOD'] = 'GET';
$_SERVER['REQUEST_URI']    = '/';
require __DIR__ . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/image.php';
require_once ABSPATH . 'wp-admin/includes/plugin.php';
// On the full site the bridge is there twice, on the other as an mu-plugin alone.
if ( 'vide' !== ( $argv[1] ?? '' ) ) {
	$failed = activate_plugin( 'passerelle.php' );
	is_wp_error( $failed ) && exit( $failed->get_error_message() );
}
global $wp_rewrite;
$canary = 'CANARI-BROUILLON';
update_option( 'permalink_structure', '/%postname%/' );
update_option( 'timezone_string', 'Europe/Brussels' );
update_option( 'use_smilies', 1 );
$wp_rewrite->init();
$wp_rewrite->flush_rules( false );

$users = array();
foreach ( array( 'admin' => 'administrator', 'redactrice' => 'editor', 'auteur' => 'author', 'partante' => 'editor', 'abonne' => 'subscriber' ) as $login => $role ) {
	$user = get_user_by( 'login', $login );
	$id   = $user ? $user->ID : wp_insert_user( array( 'user_login' => $login, 'user_pass' => 'entree-' . getenv( 'PASSERELLE_WP_SECRET' ), 'user_email' => $login . '@example.org', 'role' => $role, 'display_name' => 'Nom de ' . $login ) );
	$made = WP_Application_Passwords::create_new_application_password( $id, array( 'name' => 'essais' ) );
	$users[ $login ] = array( 'id' => $id, 'password' => $made[0], 'entry' => ( 'admin' === $login ? 'admin-' : 'entree-' ) . getenv( 'PASSERELLE_WP_SECRET' ) );
}
foreach ( get_posts( array( 'post_type' => array( 'post', 'page' ), 'post_status' => 'any', 'numberposts' => -1 ) ) as $given ) {
	wp_delete_post( $given->ID, true ); // What WordPress installs of itself.
}
$out = array( 'url' => getenv( 'PASSERELLE_WP_URL' ), 'users' => $users, 'canary' => $canary );

if ( 'vide' !== ( $argv[1] ?? '' ) ) {
	wp_set_current_user( $users['admin']['id'] );
	$make = function ( string $title, string $status = 'publish', array $more = array() ) use ( $users ): int {
		$post = $more + array( 'post_title' => $title, 'post_status' => $status, 'post_type' => 'page', 'post_author' => $users['redactrice']['id'], 'post_content' => '<!-- wp:paragraph --><p>' . $title . '</p><!-- /wp:paragraph -->' );
		return wp_insert_post( wp_slash( $post ), false );
	};
	$ids = array();
	$ids['services'] = $make( 'Nos services', 'publish', array( 'post_name' => 'services', 'post_excerpt' => 'Ce que l’équipe fait avec vous.' ) );
	$ids['parcours'] = $make( 'Parcours d’intégration', 'publish', array( 'post_name' => 'parcours', 'post_parent' => $ids['services'] ) );
	$ids['article']  = $make( 'L’heure de l’article & « guillemets »', 'publish', array(
		'post_name'    => 'article',
		'post_content' => '<!-- wp:paragraph --><p>Voyez l\'accueil (article 8) et <a href="' . home_url( '/services/parcours/#suite' ) . '">le parcours</a>. A "bientôt"... 9x9 -- fin :)</p><!-- /wp:paragraph -->'
			. '<!-- wp:html --><p onclick="alert(1)">Texte <b style="color:red">fort</b><script>alert("hostile")</script></p><iframe src="https://elsewhere.example/"></iframe><p><a href="javascript:alert(2)">piège</a></p><!-- /wp:html -->',
	) );
	$ids['divi'] = $make( 'Page Divi', 'publish', array(
		'post_name'    => 'divi',
		'post_content' => '[et_pb_section fb_built="1"][et_pb_row][et_pb_column type="4_4"][et_pb_text]<h2>Qui peut venir ?</h2><p>Tout le monde.</p>[/et_pb_text][et_pb_toggle title="Combien ?" open="off"]<p>Rien.</p>[/et_pb_toggle][et_pb_button button_text="Le parcours" button_url="/services/parcours/"][/et_pb_button][et_pb_contact_form][et_pb_contact_field field_title="Nom"][/et_pb_contact_field][/et_pb_contact_form][/et_pb_column][/et_pb_row][/et_pb_section]',
	) );
	$ids['closed'] = $make( 'Page fermée', 'publish', array( 'post_name' => 'fermee', 'post_password' => 'clef', 'post_content' => $canary . ' fermé', 'post_excerpt' => $canary . ' fermé' ) );
	for ( $i = 1; $i <= 120; $i++ ) {
		$make( sprintf( 'Page en nombre %03d', $i ), 'publish', array( 'post_name' => sprintf( 'nombre-%03d', $i ) ) );
	}
	$ids['nl'] = $make( 'Traject', 'publish', array( 'post_name' => 'parcours-nl', 'post_excerpt' => 'Het traject.' ) );
	update_post_meta( $ids['nl'], '_passerelle_langue', 'nl' );
	update_post_meta( $ids['nl'], '_passerelle_nom', 'parcours' );
	update_option( 'passerelle_langues', array( 'nl' ) );
	$ids['actualite'] = $make( 'Une actualité', 'publish', array( 'post_type' => 'post', 'post_name' => 'une-actualite' ) );
	$ids['draft']     = $make( $canary . ' page', 'draft', array( 'post_name' => 'canari-page', 'post_excerpt' => $canary . ' résumé', 'post_content' => '<p>' . $canary . ' texte</p>' ) );
	$ids['others']    = $make( $canary . ' autre page', 'draft', array( 'post_name' => 'canari-autre' ) );
	$ids['private']   = $make( $canary . ' privée', 'private', array( 'post_name' => 'canari-privee' ) );
	$ids['future']    = $make( $canary . ' à venir', 'future', array( 'post_name' => 'canari-a-venir', 'post_date' => '2099-01-02 10:00:00', 'post_date_gmt' => '2099-01-02 09:00:00' ) );
	$ids['pending']   = $make( $canary . ' en attente', 'pending', array( 'post_name' => 'canari-en-attente' ) );
	$ids['trash']     = $make( $canary . ' à la corbeille', 'publish', array( 'post_name' => 'canari-corbeille' ) );
	wp_trash_post( $ids['trash'] );

	// A revision and an autosave of a published page that say what it does not say yet.
	$ids['edited'] = $make( 'Page retouchée', 'publish', array( 'post_name' => 'retouchee', 'post_content' => '<p>Texte publié.</p>' ) );
	wp_update_post( wp_slash( array( 'ID' => $ids['edited'], 'post_content' => '<p>' . $canary . ' ancien</p>' ) ) );
	wp_update_post( wp_slash( array( 'ID' => $ids['edited'], 'post_content' => '<p>Texte publié.</p>' ) ) );
	wp_set_current_user( $users['redactrice']['id'] );
	require_once ABSPATH . 'wp-admin/includes/post.php';
	$ids['autosave'] = wp_create_post_autosave( wp_slash( array( 'post_ID' => $ids['edited'], 'post_type' => 'page', 'post_title' => 'Page retouchée', 'post_content' => '<p>' . $canary . ' sauvegarde</p>', 'post_excerpt' => '' ) ) );
	wp_set_current_user( $users['admin']['id'] );

	$survey = array( 'id' => 'essai-2025', 'title' => 'Sondage d’essai', 'respondents' => 12, 'respondent' => array( 'one' => 'personne', 'other' => 'personnes' ), 'citation' => 'Sondage inventé pour les essais', 'page' => '/article/', 'subjects' => array( array( 'title' => 'Accueil', 'findings' => array( array( 'id' => 'f01', 'statement' => 'La plupart sont satisfaites', 'quantity' => 'la plupart', 'quote' => 'la plupart sont satisfaites', 'help' => array() ) ) ) ), 'sources' => array( array( 'url' => 'https://example.org/', 'title' => 'Essai', 'supports' => 'tout' ) ) );
	$ids['survey'] = $make( 'Sondage d’essai', 'publish', array( 'post_type' => 'sondage', 'post_name' => 'essai-2025', 'post_content' => '' ) );
	update_post_meta( $ids['survey'], 'definition', wp_slash( $survey ) );
	$ids['survey_draft'] = $make( $canary . ' sondage', 'draft', array( 'post_type' => 'sondage', 'post_name' => 'canari-sondage', 'post_content' => '' ) );
	update_post_meta( $ids['survey_draft'], 'definition', wp_slash( array( 'title' => $canary . ' définition', 'id' => 'canari' ) + $survey ) );

	// One pixel, of the draft.
	$upload = wp_upload_bits( 'point.png', null, base64_decode( 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==' ) );
	$ids['media_draft'] = wp_insert_attachment( wp_slash( array( 'post_title' => $canary . ' image', 'post_mime_type' => 'image/png', 'post_status' => 'inherit', 'post_excerpt' => $canary . ' légende' ) ), $upload['file'], $ids['draft'] );
	$picture = small_picture();
	$public  = wp_upload_bits( 'bureau.png', null, $picture );
	$ids['media'] = wp_insert_attachment( wp_slash( array( 'post_title' => 'Bureau', 'post_mime_type' => 'image/png', 'post_status' => 'inherit' ) ), $public['file'], $ids['article'] );
	wp_update_attachment_metadata( $ids['media'], wp_generate_attachment_metadata( $ids['media'], $public['file'] ) );
	update_post_meta( $ids['media'], '_wp_attachment_image_alt', 'Le bureau vu de la rue' );
	$ids['picture'] = $make( 'Page avec image', 'publish', array( 'post_name' => 'avec-image', 'post_content' => '<!-- wp:image {"id":' . $ids['media'] . '} --><figure class="wp-block-image"><img src="' . $public['url'] . '" alt="Le bureau vu de la rue" class="wp-image-' . $ids['media'] . '"/><figcaption>La rue.</figcaption></figure><!-- /wp:image --><!-- wp:image --><figure class="wp-block-image"><img src="' . $public['url'] . '" alt=""/></figure><!-- /wp:image -->' ) );

	$menu = wp_create_nav_menu( 'Principal' );
	$item = function ( string $title, array $more, int $parent = 0 ) use ( $menu ): int {
		return wp_update_nav_menu_item( $menu, 0, $more + array( 'menu-item-title' => $title, 'menu-item-status' => 'publish', 'menu-item-parent-id' => $parent ) );
	};
	$page = function ( int $id ): array {
		return array( 'menu-item-type' => 'post_type', 'menu-item-object' => 'page', 'menu-item-object-id' => $id );
	};
	$group = $item( 'Services &amp; aide', $page( $ids['services'] ) + array( 'menu-item-description' => 'Ce que nous faisons.', 'menu-item-classes' => 'icone-aide' ) );
	$item( 'Parcours', $page( $ids['parcours'] ) + array( 'menu-item-classes' => 'icone-aide famille-quotidien' ), $group );
	$hidden = $item( $canary . ' menu', $page( $ids['draft'] ) );
	$item( 'Article', $page( $ids['article'] ), $hidden );
	$item( $canary . ' par adresse', array( 'menu-item-type' => 'custom', 'menu-item-url' => home_url( '/?page_id=' . $ids['private'] ) ) );
	$item( $canary . ' par chemin', array( 'menu-item-type' => 'custom', 'menu-item-url' => '/canari-page/' ) );
	$item( 'Ailleurs', array( 'menu-item-type' => 'custom', 'menu-item-url' => 'https://example.org/' ) );
	set_theme_mod( 'nav_menu_locations', array( 'passerelle' => $menu ) );
	// A menu block, which WordPress lets anyone read.
	$make( $canary . ' bloc de menu', 'publish', array( 'post_type' => 'wp_navigation', 'post_content' => '<!-- wp:navigation-link {"label":"' . $canary . ' bloc"} /-->' ) );
	// What only time brings: a token and a link that have ended.
	$ended = 'l1.' . str_repeat( 'a', 43 );
	add_post_meta( $ids['draft'], '_passerelle_lien', wp_slash( array( 'id' => '0123456789abcdef', 'hash' => hash( 'sha256', $ended ), 'user' => $users['redactrice']['id'], 'created' => time() - 200000, 'until' => time() - 100, 'note' => '' ) ) );
	$out['tokens'] = array( 'expired' => passerelle_token( $ids['draft'], $users['redactrice']['id'], time() - 1 ), 'ended_link' => $ended );
	$out += array( 'ids' => $ids, 'picture_url' => $public['url'], 'draft_picture_url' => $upload['url'] );
}
file_put_contents( getenv( 'PASSERELLE_WP_SEED' ), json_encode( $out, JSON_PRETTY_PRINT | JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES ) );

/** A picture of 4 by 3 pixels, without a drawing library. */
function small_picture(): string {
	$chunk = function ( string $type, string $data ): string {
		return pack( 'N', strlen( $data ) ) . $type . $data . pack( 'N', crc32( $type . $data ) );
	};
	$rows = str_repeat( "\0" . str_repeat( "\x2a\x6f\x97", 4 ), 3 );
	return "\x89PNG\r\n\x1a\n" . $chunk( 'IHDR', pack( 'NNCCCCC', 4, 3, 8, 2, 0, 0, 0 ) ) . $chunk( 'IDAT', gzcompress( $rows ) ) . $chunk( 'IEND', '' );
}

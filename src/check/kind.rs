//! Every kind of problem, with what was expected, what was found, and what to do.

use super::{nearest::nearest, problem::Severity};
use crate::model::{
    block::Block,
    date::Date,
    json::{Expected, Fault},
};

/// The longest summary, in characters: search engines and shared links cut there.
pub const LONGEST_SUMMARY: usize = 200;
/// The most lines of *En bref*.
pub const MOST_BRIEF_LINES: usize = 3;
/// The longest line of *En bref*, in characters.
pub const LONGEST_BRIEF_LINE: usize = 160;
/// The heaviest image, in bytes.
pub const HEAVIEST_IMAGE: u64 = 200_000;
/// The longest side of an image, in pixels.
pub const LARGEST_IMAGE: usize = 2000;
/// The longest sentence, in words: beyond, readers lose its beginning.
pub const LONGEST_SENTENCE: usize = 25;
/// The most findings of a survey: the style sheet numbers no more.
pub const MOST_FINDINGS: usize = 40;

/// What is wrong. The words say: what was expected, what was found; what to do. The editors' door knows those of one page.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Kind {
    // Files and fields.
    /// Not JSON.
    #[cfg(feature = "ssr")]
    #[error("attendu du JSON bien formé, trouvé une erreur à la colonne {column} ({reason}) ; corrigez à cet endroit ou juste avant")]
    Malformed {
        /// From 1.
        column: usize,
        /// In French where the parser's words are known.
        reason: String,
    },
    /// A file that must be there is not.
    #[cfg(feature = "ssr")]
    #[error("attendu ce fichier, rien trouvé ; créez-le")]
    FileAbsent,
    /// A file in another encoding than the rest.
    #[cfg(feature = "ssr")]
    #[error("attendu un texte en UTF-8, trouvé un autre encodage ; enregistrez le fichier de nouveau en UTF-8, sans BOM")]
    Encoding,
    /// A file that the system does not give.
    #[cfg(feature = "ssr")]
    #[error("attendu un fichier lisible, trouvé un refus du système ({reason}) ; vérifiez que c'est un fichier et qu'il est permis de le lire")]
    FileUnreadable {
        /// The system's own words.
        reason: String,
    },
    /// Nothing where something must be.
    #[error("attendu {expected}, rien trouvé ; ajoutez ce champ")]
    FieldMissing {
        /// What would have been right.
        expected: Expected,
    },
    /// Something else than what must be.
    #[error("attendu {expected}, trouvé {met} ; corrigez la valeur")]
    FieldWrong {
        /// What would have been right.
        expected: Expected,
        /// What stands there.
        met: String,
    },
    /// A typing error in the name of a field.
    #[error("attendu un champ connu, trouvé « {met} » ; {}, ou retirez-le", write_or(nearest, &format!("écrivez l'un de ceux-ci : {}", known.join(", "))))]
    FieldUnknown {
        /// What stands there.
        met: String,
        /// What was perhaps meant.
        nearest: Option<String>,
        /// Every field of the type.
        known: &'static [&'static str],
    },
    /// A date that is none.
    #[error("attendu une date qui existe, écrite AAAA-MM-JJ, trouvé {met} ; écrivez par exemple 2026-11-23")]
    NotADate {
        /// What stands there.
        met: String,
    },
    /// A block that does not say what it is.
    #[error("attendu le genre du bloc, rien trouvé ; ajoutez \"type\", avec l'un de ces mots : {}", Block::KINDS.join(", "))]
    BlockWithoutKind,
    /// A block of a kind that no program knows.
    #[error("attendu un bloc connu, trouvé « {met} » ; {}", write_or(nearest, &format!("écrivez l'un de ceux-ci : {}", Block::KINDS.join(", "))))]
    BlockUnknown {
        /// The word in `type`.
        met: String,
        /// What was perhaps meant.
        nearest: Option<String>,
    },

    // Names, languages, titles.
    /// A page file that no address can reach.
    #[cfg(feature = "ssr")]
    #[error("attendu un nom en minuscules sans accents, chiffres et traits d'union, suivi de .json, trouvé « {met} » ; renommez le fichier en {proposal}.json")]
    PageName {
        /// The file's name.
        met: String,
        /// The same as a slug.
        proposal: String,
    },
    /// Two names that are one on some computers.
    #[cfg(feature = "ssr")]
    #[error("attendu une seule page de ce nom, trouvé aussi « {other} » ; gardez l'un des deux fichiers, ou renommez-en un")]
    PageNameTwice {
        /// The other file's name.
        other: String,
    },
    /// A page without which the site does not stand.
    #[cfg(feature = "ssr")]
    #[error("attendu une page de ce nom, rien trouvé ; créez ce fichier : le site ne tient pas sans elle")]
    PageRequired,
    /// A survey whose folder has another name.
    #[cfg(feature = "ssr")]
    #[error("attendu « {folder} », le nom du dossier, trouvé « {met} » ; écrivez le même mot des deux côtés")]
    SurveyName {
        /// The folder's name.
        folder: String,
        /// What the file says.
        met: String,
    },
    /// Content in a language that the site does not have.
    #[cfg(feature = "ssr")]
    #[error("attendu une langue de site.json ({}), trouvé « {met} » ; ajoutez-la à « languages » dans site.json, ou renommez", known.join(", "))]
    LanguageUnknown {
        /// The code.
        met: String,
        /// Codes of the site.
        known: Vec<String>,
    },
    /// Not a language's code.
    #[cfg(feature = "ssr")]
    #[error("attendu un code de langue (fr, nl, ar, pt-BR, zh-Hant…), trouvé « {met} » ; corrigez-le : les lecteurs d'écran s'en servent pour prononcer")]
    LanguageCode {
        /// What stands there.
        met: String,
    },
    /// A language without interface words.
    #[cfg(feature = "ssr")]
    #[error("attendu le fichier interface/{lang}.json pour cette langue, rien trouvé ; traduisez interface/fr.json, ou retirez la langue")]
    InterfaceAbsent {
        /// The code.
        lang: String,
    },
    /// Two pages with one title.
    #[cfg(feature = "ssr")]
    #[error("attendu un titre différent de toute autre page, trouvé le même dans {other} ; changez l'un des deux : on ne les distingue pas dans une liste")]
    TitleTwice {
        /// The other page's file.
        other: String,
    },
    /// A word that the glossary does not have.
    #[cfg(feature = "ssr")]
    #[error("attendu un mot du glossaire, trouvé « {met} » ; {}", write_or(nearest, "ajoutez-le à glossary/, ou retirez-le d'ici"))]
    TermUnknown {
        /// What stands there.
        met: String,
        /// What was perhaps meant.
        nearest: Option<String>,
    },
    /// A text that must be easy is not.
    #[error("attendu un texte facile (au moins {least} selon Kandel et Moles), trouvé {score} ; coupez les phrases longues et dites-le avec des mots courts")]
    HardToRead {
        /// The score, from 0 to 100 or a little beyond.
        score: i32,
        /// The least that is asked.
        least: i32,
    },
    /// The translation of a page that does not exist.
    #[cfg(feature = "ssr")]
    #[error("attendu le nom d'une page en « {lang} », trouvé « {met} » ; {}", write_or(nearest, "retirez ce champ ou créez la page"))]
    TranslationUnknown {
        /// The root's language.
        lang: &'static str,
        /// What stands there.
        met: String,
        /// What was perhaps meant.
        nearest: Option<String>,
    },

    // What each page owes its readers.
    /// No summary.
    #[error("attendu une phrase qui dit ce qu'on trouve ici et pour qui, rien trouvé ; écrivez-la : la recherche et les aperçus la montrent")]
    SummaryAbsent,
    /// A summary that will be cut.
    #[error("attendu {LONGEST_SUMMARY} caractères au plus, trouvé {length} ; raccourcissez")]
    SummaryLong {
        /// In characters.
        length: usize,
    },
    /// Too much *En bref*.
    #[error("attendu {MOST_BRIEF_LINES} lignes au plus, trouvé {lines} ; gardez l'essentiel, le reste va dans la page")]
    BriefLong {
        /// How many lines.
        lines: usize,
    },
    /// A line that is not brief.
    #[error("attendu {LONGEST_BRIEF_LINE} caractères au plus, trouvé {length} ; une personne fatiguée doit comprendre d'un coup d'œil : raccourcissez")]
    BriefLineLong {
        /// In characters.
        length: usize,
    },
    /// Statements that rest on nothing.
    #[error("attendu au moins une source, rien trouvé ; dites d'où viennent les affirmations de la page (url, title, supports)")]
    SourceAbsent,
    /// Checked on a day to come.
    #[error("attendu une date jusqu'au {}, trouvé {} ; mettez le jour où une personne a vraiment vérifié", .today.machine(), .met.machine())]
    CheckedInFuture {
        /// What stands there.
        met: Date,
        /// The day of the check.
        today: Date,
    },
    /// Checked long ago.
    #[error("attendu une vérification de moins d'un an, trouvé {} ; relisez les faits, puis changez la date", .met.machine())]
    CheckedLongAgo {
        /// What stands there.
        met: Date,
    },
    /// A draft where visitors may go.
    #[cfg(feature = "ssr")]
    #[error("attendu « published », trouvé « draft » ; un brouillon ne va pas ici : déplacez le fichier dans drafts/, ou publiez-le")]
    DraftAmongPublished,
    /// Not yet visible.
    #[cfg(feature = "ssr")]
    #[error("attendu une page visible, trouvé une publication le {} ; la page ne sera pas montrée avant : rien à faire si c'est voulu", .day.machine())]
    Scheduled {
        /// The day.
        day: Date,
    },

    // Headings.
    /// A level that does not exist here.
    #[error("attendu 2 ou 3, trouvé {level} ; le titre de la page est le niveau 1 : écrivez 2 pour une section, 3 à l'intérieur")]
    HeadingLevel {
        /// What stands there.
        level: u32,
    },
    /// A level skipped.
    #[error("attendu 2, car aucun intertitre de niveau 2 ne précède, trouvé 3 ; écrivez 2, ou ajoutez une section avant")]
    HeadingOrder,
    /// Two headings that look the same in the contents.
    #[error("attendu un intertitre différent des autres, trouvé « {words} » une seconde fois ; précisez l'un des deux")]
    HeadingRepeated {
        /// The words.
        words: String,
    },

    // Images.
    /// A picture without words.
    #[error("attendu ce que l'image montre, en une phrase, rien trouvé ; décrivez-la pour qui ne la voit pas")]
    AlternativeAbsent,
    /// A picture of another site.
    #[error("attendu une image du site (/images/…), trouvé {src} ; copiez-la dans public/images : rien n'est chargé d'ailleurs")]
    ImageElsewhere {
        /// Its address.
        src: String,
    },
    /// A picture that is not there.
    #[error("attendu un fichier public{src}, rien trouvé ; ajoutez l'image, ou corrigez le chemin")]
    ImageAbsent {
        /// Its path.
        src: String,
    },
    /// A file that is no picture.
    #[cfg(feature = "ssr")]
    #[error("attendu une image (WebP, AVIF, PNG, JPEG ou SVG), trouvé un fichier illisible, public{src} ; exportez-la de nouveau")]
    ImageUnreadable {
        /// Its path.
        src: String,
    },
    /// Too many bytes.
    #[cfg(feature = "ssr")]
    #[error("attendu {} ko au plus, trouvé {kilobytes} ko ; enregistrez l'image en WebP, ou réduisez-la", HEAVIEST_IMAGE / 1000)]
    ImageTooHeavy {
        /// Rounded up.
        kilobytes: u64,
    },
    /// Too many pixels.
    #[cfg(feature = "ssr")]
    #[error("attendu {LARGEST_IMAGE} pixels de côté au plus, trouvé {width} × {height} ; réduisez l'image")]
    ImageTooLarge {
        /// Of the file.
        width: usize,
        /// Of the file.
        height: usize,
    },
    /// Pulled or pressed.
    #[cfg(feature = "ssr")]
    #[error("attendu les proportions du fichier ({} × {}), trouvé {} × {} ; écrivez les dimensions du fichier : sinon l'image est déformée", real.0, real.1, told.0, told.1)]
    ImageDistorted {
        /// Of the file, in pixels.
        real: (usize, usize),
        /// In the page.
        told: (u32, u32),
    },

    // Links.
    /// It leads nowhere.
    #[error(
        "attendu l'adresse d'une page ou d'un fichier du site, trouvé {met}, qui n'existe pas ; {}",
        write_or(nearest, "corrigez l'adresse, ou retirez le lien")
    )]
    LinkDead {
        /// The address.
        met: String,
        /// What was perhaps meant.
        nearest: Option<String>,
    },
    /// It leads to a page, but to no place in it.
    #[error("attendu un endroit qui existe dans la page, trouvé #{met} ; {}", write_or(nearest, "retirez ce qui suit le #"))]
    FragmentDead {
        /// The fragment.
        met: String,
        /// What was perhaps meant.
        nearest: Option<String>,
    },
    /// It leads to a page that visitors do not see yet.
    #[error("attendu une page visible, trouvé {met}, montrée à partir du {} ; attendez ce jour pour mettre le lien", .day.machine())]
    LinkScheduled {
        /// The address.
        met: String,
        /// The day.
        day: Date,
    },
    /// Its words do not say where it leads.
    #[error("attendu des mots qui disent où mène le lien, trouvé « {words} » ; écrivez le nom de la page : un lecteur d'écran lit les liens seuls")]
    LinkWordsEmpty {
        /// The words.
        words: String,
    },
    /// A menu entry that leads nowhere.
    #[cfg(feature = "ssr")]
    #[error("attendu une page du site, trouvé {met}, qui n'existe pas ; {}, ou retirez l'entrée du menu", write_or(nearest, "créez la page"))]
    MenuEntryDead {
        /// The address.
        met: String,
        /// What was perhaps meant.
        nearest: Option<String>,
    },
    /// A pictogram or a family that the menu names and that does not exist.
    #[cfg(feature = "ssr")]
    #[error("attendu un nom connu, trouvé « {met} » ; {}, ou retirez-le", write_or(nearest, &format!("écrivez l'un de ceux-ci : {}", known.join(", "))))]
    MenuNameUnknown {
        /// What stands there.
        met: String,
        /// What was perhaps meant.
        nearest: Option<String>,
        /// What could stand there.
        known: Vec<String>,
    },
    /// A page that nobody finds.
    #[cfg(feature = "ssr")]
    #[error("attendu au moins un lien vers cette page, rien trouvé ; ajoutez-la au menu, au pied de page, ou dans une autre page")]
    PageUnlinked,

    // What is kept apart from the pages.
    /// A block names a place that is not there.
    #[cfg(feature = "ssr")]
    #[error("attendu un lieu de places/, trouvé « {met} » ; {}", write_or(nearest, "ajoutez-le à places/, ou retirez le bloc"))]
    PlaceUnknown {
        /// What stands there.
        met: String,
        /// What was perhaps meant.
        nearest: Option<String>,
    },
    /// Opening hours that no program reads.
    #[cfg(feature = "ssr")]
    #[error(
        "attendu des heures écrites comme dans OpenStreetMap (Mo-Fr 09:00-12:00,13:00-16:00; PH off), trouvé « {met} » ; récrivez-les ainsi, ou mettez-les en mots dans « hours_note »"
    )]
    OpeningUnreadable {
        /// What stands there.
        met: String,
    },
    /// A name that another one has.
    #[cfg(feature = "ssr")]
    #[error("attendu un nom différent pour chacun, trouvé « {id} » une seconde fois ; donnez-lui un autre nom")]
    NameTwice {
        /// The name.
        id: String,
    },
    /// A subject that is no page.
    #[cfg(feature = "ssr")]
    #[error("attendu le nom d'une page, trouvé « {met} » ; {}", write_or(nearest, "retirez-le"))]
    ThemeUnknown {
        /// What stands there.
        met: String,
        /// What was perhaps meant.
        nearest: Option<String>,
    },
    /// It ends before it begins.
    #[cfg(feature = "ssr")]
    #[error("attendu une fin après le début ; corrigez l'une des deux dates")]
    EndsBefore,

    // Statistics.
    /// A block or a proof names a statistic that is not there.
    #[cfg(feature = "ssr")]
    #[error("attendu une statistique de figures/, trouvé « {met} » ; {}", write_or(nearest, "ajoutez-la à figures/, ou retirez ce qui la nomme"))]
    StatisticUnknown {
        /// What stands there.
        met: String,
        /// What was perhaps meant.
        nearest: Option<String>,
    },
    /// A row with too many values, or too few.
    #[cfg(feature = "ssr")]
    #[error("attendu autant de valeurs que de colonnes ({expected}), trouvé {met} ; complétez la ligne : \"\" pour un chiffre qui n'est pas disponible")]
    ValuesUneven {
        /// How many columns.
        expected: usize,
        /// How many values.
        met: usize,
    },
    /// A value that is no number.
    #[cfg(feature = "ssr")]
    #[error("attendu un nombre en chiffres, avec un point avant les décimales (5.40), ou \"\" s'il n'est pas disponible, trouvé « {met} » ; récrivez-le ainsi")]
    ValueUnreadable {
        /// What stands there.
        met: String,
    },
    /// A bar for what has no whole number.
    #[cfg(feature = "ssr")]
    #[error("attendu des nombres entiers pour des barres, trouvé autre chose à la ligne « {label} » ; écrivez « table »")]
    ValueNotWhole {
        /// The row.
        label: String,
    },
    /// A map of what has none.
    #[cfg(feature = "ssr")]
    #[error("attendu une statistique qui a une carte (« map »), trouvé « {id} », qui n'en a pas ; écrivez « table », ou ajoutez la carte à figures/")]
    MapAbsent {
        /// The statistic.
        id: String,
    },
    /// Limits of classes that make no classes.
    #[cfg(feature = "ssr")]
    #[error("attendu un ou deux nombres, du plus petit au plus grand, trouvé « {met} » ; corrigez les limites des classes")]
    LimitsWrong {
        /// What stands there.
        met: String,
    },
    /// A column that is not there.
    #[cfg(feature = "ssr")]
    #[error("attendu une colonne de 0 à {}, trouvé {met} ; la première colonne de valeurs est 0", columns.saturating_sub(1))]
    ColumnAbsent {
        /// What stands there.
        met: u32,
        /// How many there are.
        columns: usize,
    },
    /// Outlines that nobody declared.
    #[cfg(feature = "ssr")]
    #[error("attendu un contour de « outlines », trouvé « {met} » ; {}", write_or(nearest, "ajoutez-le à « outlines »"))]
    OutlinesUnknown {
        /// What stands there.
        met: String,
        /// What was perhaps meant.
        nearest: Option<String>,
    },
    /// A file of outlines that cannot be read.
    #[cfg(feature = "ssr")]
    #[error("attendu le fichier figures/{file}, en TopoJSON, trouvé un refus ({reason}) ; ajoutez-le, ou corrigez-le")]
    OutlinesUnreadable {
        /// Its name.
        file: String,
        /// Why.
        reason: String,
    },
    /// A territory of the map without a row.
    #[cfg(feature = "ssr")]
    #[error("attendu une ligne pour chaque territoire de la carte, rien trouvé pour {ins} ; ajoutez-la, avec \"\" si son chiffre n'est pas disponible")]
    TerritoryWithoutRow {
        /// Its code.
        ins: String,
    },
    /// A row that the map does not have.
    #[cfg(feature = "ssr")]
    #[error("attendu le code d'un territoire de la carte, trouvé « {met} » ; corrigez-le, ou retirez la ligne")]
    TerritoryUnknown {
        /// What stands there.
        met: String,
    },
    /// A proof without a number, or with several.
    #[cfg(feature = "ssr")]
    #[error("attendu un seul nombre dans les mots d'une preuve, trouvé {count} dans « {words} » ; faites une preuve par nombre")]
    ProofOfOneNumber {
        /// Its words.
        words: String,
        /// How many.
        count: usize,
    },
    /// A proof of nothing.
    #[cfg(feature = "ssr")]
    #[error("attendu des mots d'une phrase de la page, trouvé « {words} », qui n'y sont pas ; copiez les mots de la page, ou retirez cette preuve")]
    ProofNotInText {
        /// Its words.
        words: String,
    },
    /// A proof by a row that is not there, or that has no value.
    #[cfg(feature = "ssr")]
    #[error("attendu une ligne de « {figure} » qui a une valeur, trouvé « {met} » ; {}", write_or(nearest, "prenez le nom d'une ligne de figures/"))]
    CellAbsent {
        /// The statistic.
        figure: String,
        /// What stands there.
        met: String,
        /// What was perhaps meant.
        nearest: Option<String>,
    },
    /// A proof whose values make no number.
    #[cfg(feature = "ssr")]
    #[error("attendu un nombre de zéro ou plus, trouvé moins que zéro ; corrigez ce qui est retiré (« less »)")]
    ProofBelowZero,
    /// A sentence that says something else than the values.
    #[cfg(feature = "ssr")]
    #[error("attendu {expected} d'après {from}, trouvé {met} dans « {words} » ; corrigez la phrase, ou la donnée")]
    NumberWrong {
        /// What the values say.
        expected: String,
        /// The folder where they stand.
        from: String,
        /// What the sentence says.
        met: String,
        /// The sentence.
        words: String,
    },
    /// A number that nobody vouches for, on a page that gives proofs.
    #[cfg(feature = "ssr")]
    #[error(
        "attendu une preuve (« proofs ») pour chaque nombre d'une phrase de cette page, trouvé {met} sans preuve dans « {words} » ; dites de quelle ligne de figures/ il vient"
    )]
    NumberUnproven {
        /// The number.
        met: String,
        /// The sentence.
        words: String,
    },

    // Contacts and tables.
    /// A number that cannot be called from everywhere.
    #[error("attendu un numéro international, chiffres groupés par des espaces (+32 81 71 35 18), trouvé « {met} » ; récrivez-le ainsi")]
    Phone {
        /// What stands there.
        met: String,
    },
    /// Not an address of electronic mail.
    #[error("attendu une adresse de courriel (nom@domaine.be), trouvé « {met} » ; corrigez-la")]
    Email {
        /// What stands there.
        met: String,
    },
    /// A contact that nobody reaches.
    #[error("attendu au moins une façon de joindre « {name} », rien trouvé ; ajoutez phone, email, address ou url")]
    ContactUnreachable {
        /// Whom.
        name: String,
    },
    /// Two contacts of a page whose cards would be one file.
    #[error("attendu un nom qui distingue ce contact de blocks[{other}], trouvé « {name} », qui donne la même fiche ({file}) ; précisez l'un des deux noms")]
    ContactTwice {
        /// Whom.
        name: String,
        /// The block of the first of them.
        other: usize,
        /// The name of the file.
        file: String,
    },
    /// A row that does not fit.
    #[error("attendu {expected} cellules, comme dans « head », trouvé {met} ; complétez la ligne, ou retirez ce qui est en trop")]
    RowLength {
        /// As many as titles.
        expected: usize,
        /// As many as stand there.
        met: usize,
    },

    // Surveys.
    /// A survey that does not exist.
    #[cfg(feature = "ssr")]
    #[error("attendu le nom d'un dossier de surveys/, trouvé « {met} » ; {}", write_or(nearest, "ajoutez le sondage, ou retirez le bloc"))]
    SurveyUnknown {
        /// What stands there.
        met: String,
        /// What was perhaps meant.
        nearest: Option<String>,
    },
    /// A finding that does not exist.
    #[cfg(feature = "ssr")]
    #[error("attendu un constat du sondage « {survey} », trouvé « {met} » ; {}", write_or(nearest, "prenez un « id » de son fichier survey.json"))]
    FindingUnknown {
        /// The survey's folder.
        survey: String,
        /// What stands there.
        met: String,
        /// What was perhaps meant.
        nearest: Option<String>,
    },
    /// Words that the survey does not have.
    #[cfg(feature = "ssr")]
    #[error("attendu la phrase du constat {id}, « {quote} », trouvé une autre ; copiez-la telle quelle de survey.json")]
    FindingMisquoted {
        /// The finding.
        id: String,
        /// The survey's own words.
        quote: String,
    },
    /// Words for a finding of which only the sense is known.
    #[cfg(feature = "ssr")]
    #[error("attendu un constat dont la phrase est connue, trouvé {id}, dont seul le sens est connu ; citez un autre constat, ou retirez le bloc")]
    FindingWithoutQuote {
        /// The finding.
        id: String,
    },
    /// A quote that the published text does not have.
    #[cfg(feature = "ssr")]
    #[error("attendu une phrase du texte de {page}, trouvé une phrase qui n'y est pas ; copiez-la telle quelle, ou dites où elle est (quoted_from)")]
    QuoteNotOnPage {
        /// The survey's page.
        page: String,
    },
    /// A quantity that nobody told.
    #[cfg(feature = "ssr")]
    #[error("attendu des mots de la phrase citée, trouvé « {words} », qui n'y sont pas ; copiez les mots de la phrase, ou retirez ce champ")]
    QuantityNotInQuote {
        /// What stands there.
        words: String,
    },
    /// Words that no rule reads.
    #[cfg(feature = "ssr")]
    #[error(
        "attendu des mots dont la lecture est connue (src/survey/quantity.rs), trouvé « {words} » ; copiez d'autres mots de la phrase, retirez ce champ, ou demandez d'ajouter ceux-ci"
    )]
    QuantityUnknown {
        /// What stands there.
        words: String,
    },
    /// Two findings with one name.
    #[cfg(feature = "ssr")]
    #[error("attendu un nom différent pour chaque constat, trouvé « {id} » une seconde fois ; donnez-lui un autre nom")]
    FindingTwice {
        /// The name.
        id: String,
    },
    /// More findings than anybody reads in one list.
    #[cfg(feature = "ssr")]
    #[error("attendu {MOST_FINDINGS} constats au plus, trouvé {count} ; regroupez-en, ou faites deux sondages : une liste plus longue ne se lit plus")]
    FindingsTooMany {
        /// How many.
        count: usize,
    },
    /// A survey's data, or what is said of them, that contradict themselves or the rest.
    #[cfg(feature = "ssr")]
    #[error("{}{what} ; {advice}", value.as_ref().map_or_else(String::new, |value| format!("« {value} », ")))]
    SurveyData {
        /// What stands there.
        value: Option<String>,
        /// What is wrong with it.
        what: String,
        /// What to do.
        advice: String,
    },

    // Words.
    /// A word that neither the dictionary nor the project's list has.
    #[cfg(feature = "ssr")]
    #[error("attendu un mot du dictionnaire, trouvé « {word} » ; {}, ou ajoutez-le à tools/spelling/fr.txt s'il est juste", one_of(nearest))]
    WordUnknown {
        /// The word.
        word: String,
        /// At most three that were perhaps meant.
        nearest: Vec<String>,
    },
    /// A sentence that is long, or of long words.
    #[error(
        "attendu {LONGEST_SENTENCE} mots au plus par phrase, et des mots courts, trouvé {count} mots (facilité {score} sur 100) dans « {words} » ; coupez la phrase en deux, ou dites-la plus simplement"
    )]
    SentenceHard {
        /// In words.
        count: usize,
        /// Its score, from 0 to 100 or a little beyond.
        score: i32,
        /// Its beginning.
        words: String,
    },
    /// A percentage without its base.
    #[error("attendu de quoi c'est une part (30 % des habitants, ou 3 personnes sur 10), trouvé « {words} » ; dites de qui ou de quoi")]
    ShareOfNothing {
        /// The number, with what stands around it.
        words: String,
    },
    /// « le le ».
    #[error("attendu un mot une seule fois, trouvé « {words} » ; effacez-en un")]
    WordTwice {
        /// The two.
        words: String,
    },
    /// A space too many or too few.
    #[error("attendu {expected}, trouvé « {words} » ; corrigez l'espace")]
    SpaceWrong {
        /// The rule.
        expected: &'static str,
        /// What stands around it.
        words: String,
    },
    /// A sign of another typography than the project's: the program makes the fine one.
    #[error("attendu {instead}, trouvé « {met} » dans « {words} » ; remplacez ce signe")]
    SignWrong {
        /// What stands there.
        met: char,
        /// What would have been right.
        instead: &'static str,
        /// What stands around it.
        words: String,
    },
    /// A parenthesis or a quotation that does not close, or does not open.
    #[error("attendu autant de « {open} » que de « {close} », trouvé {opened} et {closed} ; fermez ou ouvrez ce qui manque")]
    PairBroken {
        /// The sign that opens.
        open: char,
        /// The sign that closes.
        close: char,
        /// How many open.
        opened: usize,
        /// How many close.
        closed: usize,
    },
    /// Sentences of which the last does not end.
    #[error("attendu un point à la fin, trouvé « {words} » ; finissez la phrase")]
    FullStopAbsent {
        /// The last words.
        words: String,
    },
    /// What the grammar checker blames.
    #[cfg(feature = "ssr")]
    #[error("grammaire, « {words} » : {reason} ; {}, ou ajoutez « {rule} : » et ces mots à tools/spelling/grammar.txt si le texte est juste", one_of(nearest))]
    Grammar {
        /// What is blamed, with the words around it.
        words: String,
        /// The checker's own words.
        reason: String,
        /// At most three that were perhaps meant.
        nearest: Vec<String>,
        /// The family of the rule.
        rule: String,
    },

    // What the editor must still confirm.
    /// Shown to visitors with a mark.
    #[cfg(feature = "ssr")]
    #[error("« {words} »")]
    ToConfirm {
        /// The words under the mark.
        words: String,
    },
}

impl Kind {
    /// Whether publication must wait for it.
    #[must_use]
    pub fn severity(&self) -> Severity {
        match self {
            Self::HeadingRepeated { .. }
            | Self::CheckedLongAgo { .. }
            | Self::BriefLong { .. }
            | Self::BriefLineLong { .. }
            | Self::WordTwice { .. }
            | Self::SpaceWrong { .. }
            | Self::SignWrong { .. }
            | Self::PairBroken { .. }
            | Self::FullStopAbsent { .. }
            | Self::ShareOfNothing { .. }
            | Self::LinkScheduled { .. } => Severity::Warning,
            Self::SentenceHard { .. } => Severity::Advice,
            #[cfg(feature = "ssr")]
            Self::Scheduled { .. } | Self::Grammar { .. } => Severity::Warning,
            #[cfg(feature = "ssr")]
            Self::ToConfirm { .. } => Severity::Reminder,
            _ => Severity::Error,
        }
    }
}

/// What a fault of a file is, in the checker's words.
impl From<Fault> for Kind {
    fn from(Fault { path, expected, met }: Fault) -> Self {
        match (expected, met) {
            (Expected::KnownKey(known), met) => {
                let met = met.unwrap_or_default();
                Self::FieldUnknown { nearest: nearest(&met, known.iter().copied()).map(str::to_owned), met, known }
            }
            (Expected::Date, Some(met)) => Self::NotADate { met },
            (_, None) if path.ends_with("].alt") => Self::AlternativeAbsent,
            (_, None) if path == "summary" => Self::SummaryAbsent,
            (expected, None) => Self::FieldMissing { expected },
            (expected, Some(met)) => Self::FieldWrong { expected, met },
        }
    }
}

fn write_or(nearest: &Option<String>, otherwise: &str) -> String {
    nearest.as_ref().map_or_else(|| otherwise.to_owned(), |nearest| format!("écrivez « {nearest} »"))
}

#[cfg(feature = "ssr")]
fn one_of(nearest: &[String]) -> String {
    let quoted: Vec<String> = nearest.iter().map(|word| format!("« {word} »")).collect();
    if quoted.is_empty() { "corrigez".to_owned() } else { format!("écrivez {}", quoted.join(" ou ")) }
}

//! What a page of WordPress held that a page of this site cannot: never silently left out.

use std::fmt;

/// Something that was changed or left out on the way, with what an editor needs to find it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Loss {
    /// A program inside the text, left out.
    Script,
    /// A form, left out: the title of its first field or its name.
    Form(String),
    /// Something of another site shown inside the page; a link stands for it when it has an address.
    Frame(String),
    /// An element of a kind that cannot be shown.
    Element(String),
    /// A link whose address is refused; its words stay.
    Link(String),
    /// A link inside a heading; its words stay.
    HeadingLink(String),
    /// A fragment that no heading of the page answers to; the link leads to the top.
    Fragment(String),
    /// A list inside a list, whose items now stand in the outer one.
    NestedList,
    /// What stood in a fold or a quote and is no paragraph: its words are paragraphs.
    Flattened(&'static str),
    /// A picture, and why it is not there.
    Picture(String, &'static str),
    /// A file, and why it is not there.
    File(String, &'static str),
    /// A table without a row of titles: its first row is taken for it.
    TableHead,
    /// A table without a caption: the words that stand for it.
    TableCaption(String),
    /// A shortcode of an extension, left out.
    Shortcode(String),
    /// A block of ours that cannot be read.
    Block(String),
    /// No summary: the text's beginning stands for it.
    Summary,
    /// No sources: the page of WordPress is named.
    Sources,
    /// A page with a password, left out.
    Closed,
    /// A name that two pages share; the one it has now.
    Name(String),
    /// A page that nothing leads to: the site map now does.
    Unlinked,
    /// An entry below the second level of the menu, put at the second.
    DeepEntry(String),
    /// A group of the menu without a page: that of its first entry is taken, or it is left out.
    GroupWithoutPage(String),
    /// A menu entry that leads to no page of the site, left out.
    Entry(String),
    /// A page of the site that is no longer in WordPress and was taken away.
    Removed,
    /// A language that the site does not offer: its pages are left out.
    Language(String),
}

impl fmt::Display for Loss {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Script => f.write_str("un programme (script) a été retiré"),
            Self::Form(name) => write!(f, "un formulaire a été retiré ({name}) : donnez une adresse électronique ou un téléphone à la place"),
            Self::Frame(address) => write!(f, "un cadre d'un autre site ne peut être affiché ; un lien le remplace s'il a une adresse ({address})"),
            Self::Element(name) => write!(f, "un élément <{name}> ne peut être affiché et a été retiré"),
            Self::Link(address) => write!(f, "un lien refusé a perdu son adresse, ses mots restent ({address})"),
            Self::HeadingLink(address) => write!(f, "un lien dans un titre a perdu son adresse ({address}) : mettez-le dans le texte"),
            Self::Fragment(address) => write!(f, "un lien vers un endroit précis mène au début de la page ({address})"),
            Self::NestedList => f.write_str("une liste dans une liste a été mise à plat"),
            Self::Flattened(place) => write!(f, "ce qui n'est pas un paragraphe dans {place} est devenu des paragraphes"),
            Self::Picture(address, why) => write!(f, "une image manque ({address}) : {why}"),
            Self::File(address, why) => write!(f, "un document manque ({address}) : {why}"),
            Self::TableHead => f.write_str("un tableau n'a pas de ligne de titres : sa première ligne en tient lieu"),
            Self::TableCaption(words) => write!(f, "un tableau n'a pas de légende : « {words} » en tient lieu"),
            Self::Shortcode(name) => write!(f, "le code [{name}] d'une extension a été retiré"),
            Self::Block(kind) => write!(f, "un bloc de la passerelle est illisible ({kind}) : son texte est gardé"),
            Self::Summary => f.write_str("pas d'extrait : le début du texte sert de résumé"),
            Self::Sources => f.write_str("pas de sources : la page de WordPress est citée. Terminez la page par un titre « Sources » et une liste de liens"),
            Self::Closed => f.write_str("page protégée par un mot de passe : elle n'est pas reprise"),
            Self::Name(name) => write!(f, "deux pages ont le même nom : celle-ci s'appelle maintenant {name}"),
            Self::Unlinked => f.write_str("aucune page n'y mène : elle est ajoutée au plan du site"),
            Self::DeepEntry(title) => write!(f, "« {title} » est au troisième niveau du menu ou plus bas : mise au deuxième"),
            Self::GroupWithoutPage(title) => write!(f, "le groupe « {title} » n'a pas de page à lui : il mène à sa première entrée"),
            Self::Entry(title) => write!(f, "l'entrée de menu « {title} » ne mène à aucune page du site : retirée"),
            Self::Removed => f.write_str("n'est plus dans WordPress : retirée"),
            Self::Language(lang) => write!(f, "langue absente de site.json ({lang}) : ses pages ne sont pas reprises"),
        }
    }
}

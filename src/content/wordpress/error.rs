//! Why WordPress could not be asked, and what to do about it.

/// Why a WordPress could not be asked. Each says what happened and what the person does next, in French.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum SourceError {
    /// What was given is no address of a site.
    #[error("« {address} » n'est pas l'adresse d'un site. Écrivez-la en entier, par exemple https://www.exemple.be.")]
    Address {
        /// As given.
        address: String,
    },
    /// Nothing answers.
    #[error("{address} ne répond pas ({reason}). Vérifiez l'adresse et le réseau, puis réessayez.")]
    Unreachable {
        /// What was asked.
        address: String,
        /// The system's own words.
        reason: String,
    },
    /// The answer did not come in time.
    #[error("{address} n'a pas répondu en {seconds} secondes. Réessayez plus tard ; si cela dure, prévenez l'hébergeur de WordPress.")]
    Slow {
        /// What was asked.
        address: String,
        /// How long it was awaited.
        seconds: u64,
    },
    /// WordPress is in trouble: an error page instead of data.
    #[error(
        "WordPress est en panne : {address} a répondu {status} avec une page d'erreur. Ouvrez le site dans un navigateur ; si la page y est aussi, prévenez l'hébergeur."
    )]
    Broken {
        /// What was asked.
        address: String,
        /// HTTP status.
        status: u16,
    },
    /// WordPress says no.
    #[error("WordPress refuse : {address} a répondu {status} ({code}). Vérifiez que le compte a le droit de le faire et que l'API REST n'est pas bloquée.")]
    Refused {
        /// What was asked.
        address: String,
        /// HTTP status.
        status: u16,
        /// WordPress' code: its message changes with the language, this does not.
        code: String,
    },
    /// A site, but not WordPress, or with its interface closed.
    #[error(
        "{address} n'est pas un WordPress, ou son API REST est fermée. Donnez l'adresse de la page d'accueil de WordPress ; une extension de sécurité peut fermer l'API."
    )]
    NotWordPress {
        /// What was given.
        address: String,
    },
    /// The answer stops in its middle.
    #[error("La réponse de {address} est coupée avant sa fin. Réessayez ; si cela se répète, prévenez l'hébergeur de WordPress.")]
    Truncated {
        /// What was asked.
        address: String,
    },
    /// The answer is JSON of another kind.
    #[error(
        "{address} : à « {path} », attendu {expected}, trouvé {met}. Une extension de WordPress change peut-être ses réponses : désactivez la dernière installée."
    )]
    Unexpected {
        /// What was asked.
        address: String,
        /// Where in the answer.
        path: String,
        /// What was hoped for.
        expected: &'static str,
        /// What stood there, shortened.
        met: String,
    },
    /// More than can be right.
    #[error("La réponse de {address} dépasse {megabytes} Mo. Demandez de l'aide : ce contenu n'est pas celui d'un site comme celui-ci.")]
    TooLarge {
        /// What was asked.
        address: String,
        /// The limit.
        megabytes: u64,
    },
    /// WordPress without the bridge.
    #[error(
        "L'extension Passerelle manque sur {address}. Installez integrations/wordpress/passerelle.php (voir integrations/wordpress/README.md), puis réessayez."
    )]
    PluginMissing {
        /// The site.
        address: String,
    },
    /// An older bridge than this program's.
    #[error("L'extension Passerelle de {address} est en version {found} ; il faut la {needed}. Remplacez le fichier passerelle.php par celui du projet.")]
    PluginTooOld {
        /// The site.
        address: String,
        /// Its version.
        found: String,
        /// The first one that does.
        needed: &'static str,
    },
    /// The clocks differ.
    #[error(
        "L'horloge de WordPress et celle de cette machine diffèrent de {seconds} secondes. Mettez à l'heure celle qui est fausse : dates de parution et aperçus en dépendent."
    )]
    ClockOff {
        /// Theirs minus ours.
        seconds: i64,
    },
    /// The account is unknown or the password wrong.
    #[error(
        "WordPress ne reconnaît pas le compte « {user} » avec ce mot de passe. Il faut un mot de passe d'application : Comptes, Profil, Mots de passe d'application."
    )]
    Credentials {
        /// The account.
        user: String,
    },
    /// A password would travel in clear.
    #[error("Le mot de passe ne sera pas envoyé à {address}, qui n'est pas en https. Donnez l'adresse en https.")]
    InClear {
        /// The site.
        address: String,
    },
    /// Something is there already.
    #[error("Ce WordPress a déjà {pages} pages : rien n'a été envoyé. Cette commande remplit un WordPress vide ; effacez d'abord ses pages d'exemple.")]
    NotEmpty {
        /// How many pages it has.
        pages: u64,
    },
    /// A file of ours.
    #[error("{place} : {reason}.")]
    Local {
        /// Which.
        place: String,
        /// What is wrong.
        reason: String,
    },
}

impl SourceError {
    /// Whether the site can be built from the last good copy meanwhile: WordPress is in trouble, nobody here made a mistake.
    #[must_use]
    pub fn is_passing(&self) -> bool {
        !matches!(
            self,
            Self::Address { .. } | Self::Credentials { .. } | Self::InClear { .. } | Self::NotEmpty { .. } | Self::Local { .. } | Self::PluginTooOld { .. }
        )
    }
}

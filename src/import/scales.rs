//! Ordered answers: well-known scales, and bands of numbers.

use super::text::key;

/// Scales in French and English, each from one end to the other. Spellings are as [`key`] gives them. `|` parts spellings of one step.
const SCALES: &[&[&str]] = &[
    &[
        "jamais|never",
        "presque jamais|almost never|hardly ever",
        "rarement|rarely|seldom",
        "parfois|quelquefois|de temps en temps|sometimes|occasionally|once in a while",
        "régulièrement|regularly",
        "souvent|often|frequently|fréquemment",
        "très souvent|very often",
        "presque toujours|almost always|usually|most of the time|la plupart du temps",
        "toujours|always|tout le temps|all the time",
    ],
    &["never, and not open to it", "never, but open to it", "never", "rarely", "sometimes", "often", "very often", "always"],
    &[
        "pas du tout d'accord|strongly disagree|fortement en désaccord|completely disagree|totally disagree",
        "disagree|pas d'accord|plutôt pas d'accord|en désaccord|plutôt en désaccord",
        "somewhat disagree|slightly disagree|tend to disagree",
        "ni d'accord ni pas d'accord|neither agree nor disagree|ni d'accord, ni pas d'accord|neutre|neutral|ni en accord ni en désaccord|neither agree or disagree|undecided|indécis|sans opinion",
        "somewhat agree|slightly agree|tend to agree",
        "agree|d'accord|plutôt d'accord|en accord",
        "tout à fait d'accord|strongly agree|fortement d'accord|completely agree|totalement d'accord|totally agree",
    ],
    &[
        "pas du tout|not at all|aucunement",
        "peu|un peu|a little|not much|not very|very little|slightly|not very much|très peu|a little bit|pas vraiment|not really|plutôt non",
        "not so much",
        "moyennement|some|somewhat|modérément|moderately|a moderate amount|assez|neutral|neutre",
        "plutôt|plutôt oui|quite a bit|quite",
        "beaucoup|a lot|a great deal|very much|very|énormément|extremely|tout à fait|completely|a lot of",
    ],
    &[
        "pas du tout satisfait|pas du tout satisfaite|pas du tout satisfait(e)|very dissatisfied|très insatisfait|très insatisfaite|très insatisfait(e)|extremely dissatisfied",
        "peu satisfait|peu satisfaite|insatisfait|insatisfaite|insatisfait(e)|dissatisfied|plutôt insatisfait|plutôt pas satisfait|somewhat dissatisfied|unsatisfied",
        "neutre|neutral|neither satisfied nor dissatisfied|ni satisfait ni insatisfait",
        "satisfait|satisfaite|satisfait(e)|satisfied|plutôt satisfait|plutôt satisfaite|somewhat satisfied|assez satisfait",
        "très satisfait|très satisfaite|très satisfait(e)|very satisfied|tout à fait satisfait|extremely satisfied",
    ],
    &[
        "very unimportant|pas du tout important|not at all important|not important at all|not important",
        "somewhat unimportant|peu important|not very important|slightly important|not so important|pas important|plutôt pas important",
        "neither important nor unimportant (neutral)|neither important nor unimportant|neutre|neutral|moyennement important|moderately important",
        "somewhat important|assez important|plutôt important|important|fairly important|quite important",
        "very important|très important|extrêmement important|extremely important",
    ],
    &[
        "very unlikely|not at all likely|très improbable|extremely unlikely|très peu probable|pas du tout probable",
        "unlikely|somewhat unlikely|improbable|peu probable|not very likely|not so likely",
        "neutral|neutre|neither likely nor unlikely",
        "somewhat likely|likely|probable|assez probable|plutôt probable",
        "very likely|très probable|extremely likely",
    ],
    &[
        "very unfavorably|very unfavourably|very unfavorable",
        "somewhat unfavorably|somewhat unfavourably|unfavorably|somewhat unfavorable",
        "neither favorably nor unfavorably (neutral)|neither favorably nor unfavorably|neutral",
        "somewhat favorably|somewhat favourably|favorably|somewhat favorable",
        "very favorably|very favourably|very favorable",
    ],
    &[
        "very bad|très mauvais|très mauvaise|terrible|very poor|awful",
        "bad|mauvais|mauvaise|poor|insuffisant|insuffisante",
        "fair|passable|average|moyen|moyenne|acceptable|neutral|ok",
        "good|bon|bonne|satisfaisant",
        "very good|très bon|très bonne|bien",
        "excellent|excellente|très bien|outstanding",
    ],
    &[
        "very difficult|très difficile",
        "difficult|difficile|somewhat difficult|plutôt difficile",
        "neutral|neutre|neither easy nor difficult|ni facile ni difficile",
        "easy|facile|somewhat easy|plutôt facile",
        "very easy|très facile",
    ],
    &[
        "definitely not|certainement pas",
        "probably not|probablement pas",
        "maybe|peut-être|not sure",
        "probably|probably yes|probablement",
        "definitely|definitely yes|certainement",
    ],
    &[
        "none|aucun|aucune|no formal education|sans diplôme",
        "primary|primaire|primary school|primary education|école primaire",
        "less than high school degree|less than high school|did not graduate high school|some high school|secondaire inférieur",
        "high school degree|high school|high school graduate|high school or ged|secondaire|secondaire supérieur|high school diploma|secondary|secondary school",
        "some college|some college or associate degree|some university study without earning a bachelor's degree",
        "associate degree|associate's degree",
        "bachelor degree|bachelor's degree|college degree|college graduate|bachelor|bachelier|supérieur court|undergraduate",
        "graduate degree|post graduate degree|postgraduate degree|master's degree|master|supérieur long|post-graduate|graduate",
        "professional degree",
        "doctoral degree|doctorate|phd|doctorat",
    ],
    &[
        "daily or almost daily|every day|daily|tous les jours|chaque jour|quotidiennement",
        "several times a week|plusieurs fois par semaine|a few times a week",
        "weekly|once a week|une fois par semaine|toutes les semaines|chaque semaine|at least once a week",
        "several times a month|plusieurs fois par mois|a few times a month",
        "monthly|once a month|une fois par mois|tous les mois|chaque mois",
        "several times a year|plusieurs fois par an|a few times a year",
        "yearly|once a year|une fois par an|annually",
        "less often|moins souvent|less than once a year",
        "never|jamais",
    ],
    &[
        "much worse|beaucoup moins bien|bien pire",
        "worse|somewhat worse|moins bien|pire|slightly worse",
        "the same|about the same|pareil|same|sans changement|identique",
        "better|somewhat better|mieux|slightly better",
        "much better|beaucoup mieux|bien mieux",
    ],
    &["decrease|diminution|decreased|diminué", "same|stable|pas de changement|no change|unchanged", "increase|augmentation|increased|augmenté"],
    &["far too little|beaucoup trop peu", "too little|trop peu", "about right|juste assez|just right", "too much|trop", "far too much|beaucoup trop"],
    &["small|petit|petite", "medium|moyen|moyenne", "large|grand|grande"],
    &["low|faible|bas", "medium|moyen|moderate", "high|élevé|haut", "very high|très élevé"],
    &["rare", "medium rare", "medium", "medium well", "well", "well done"],
    &["very negative|très négatif", "negative|négatif|somewhat negative", "neutral|neutre", "positive|positif|somewhat positive", "very positive|très positif"],
    &[
        "not at all concerned|not at all worried|pas du tout inquiet",
        "not too concerned|not too worried|not very concerned|peu inquiet",
        "somewhat concerned|somewhat worried|assez inquiet",
        "very concerned|very worried|très inquiet",
        "extremely concerned|extremely worried",
    ],
    &[
        "not at all comfortable|very uncomfortable",
        "uncomfortable|somewhat uncomfortable|not very comfortable",
        "neutral",
        "comfortable|somewhat comfortable",
        "very comfortable",
    ],
    &["very rude|yes, very rude", "somewhat rude|yes, somewhat rude", "no, not at all rude|no, not rude at all|not rude"],
];

/// Answers outside of the order: they go last.
#[must_use]
pub fn is_aside(label: &str) -> bool {
    const ASIDE: [&str; 15] = [
        "don't know",
        "do not know",
        "ne sait pas",
        "ne sais pas",
        "prefer not",
        "préfère ne pas",
        "no answer",
        "sans réponse",
        "pas de réponse",
        "sans objet",
        "non applicable",
        "non concerné",
        "not applicable",
        "n/a",
        "unfamiliar",
    ];
    let label = key(label);
    label == "nsp" || label == "nr" || label == "s.o." || label == "dk" || label == "unsure" || ASIDE.iter().any(|known| label.contains(known))
}

/// Whether it says that there is no answer, or that there was no question: an option as any other where a questionnaire offers it, else the absence of one.
#[must_use]
pub fn is_no_answer(label: &str) -> bool {
    let label = key(label);
    ["nr", "n/r", "s.o.", "so", "sans objet", "non concerné", "non concernée", "not applicable", "non applicable", "no answer", "no response", "non-réponse"]
        .contains(&label.as_str())
        || label.starts_with("sans réponse")
        || label.starts_with("pas de réponse")
        || label.starts_with("aucune réponse")
}

/// Whether it is the option « other ».
#[must_use]
pub fn is_other(label: &str) -> bool {
    let label = key(label);
    if label == "-oth-" {
        return true;
    }
    let label = label.trim_matches(|letter: char| !letter.is_alphanumeric());
    let starts = ["other", "autre", "autres", "anders", "andere", "otro"].iter().any(|word| {
        label.strip_prefix(word).is_some_and(|rest| {
            rest.is_empty() || rest.starts_with([' ', ',', ':', '(', ';', '-', '/']) && (rest.len() < 32 || rest.contains("specify") || rest.contains("précis"))
        })
    });
    starts && !label.contains("comment") || label.contains("please specify") || label.contains("veuillez préciser")
}

/// Whether it is an option like « none of these ».
#[must_use]
pub fn is_none(label: &str) -> bool {
    let label = key(label);
    [
        "none",
        "aucun",
        "aucune",
        "none of these",
        "none of the above",
        "aucun de ceux-ci",
        "aucune de ces réponses",
        "aucune de ces propositions",
        "aucun des deux",
        "rien",
    ]
    .contains(&label.as_str())
        || label.starts_with("none of ")
        || label.starts_with("aucun de")
        || label.starts_with("aucune de")
}

/// The order of a list of labels, as their places from low to high and those aside last, when it is a scale or a series of bands.
#[must_use]
pub fn order(labels: &[&str]) -> Option<Vec<usize>> {
    // No scale has as many steps, and thousands of sentences are asked.
    if labels.len() > 250 {
        return None;
    }
    let (aside, within): (Vec<usize>, Vec<usize>) = (0..labels.len()).partition(|place| is_aside(labels[*place]));
    if within.len() < 2 {
        return None;
    }
    let keys: Vec<String> = labels.iter().map(|label| key(label)).collect();
    let mut ranked = scale(&keys, &within).or_else(|| intensities(&keys, &within)).or_else(|| bands(&keys, &within))?;
    ranked.sort_by(|one, other| one.0.total_cmp(&other.0));
    Some(ranked.into_iter().map(|(_, place)| place).chain(aside).collect())
}

fn scale(keys: &[String], within: &[usize]) -> Option<Vec<(f64, usize)>> {
    SCALES.iter().find_map(|scale| {
        let step = |key: &String| scale.iter().position(|step| step.split('|').any(|known| known == key));
        let ranked: Option<Vec<_>> = within.iter().map(|place| Some((step(&keys[*place])? as f64, *place))).collect();
        let ranked = ranked?;
        let distinct = ranked.iter().all(|(step, place)| ranked.iter().all(|(other, elsewhere)| place == elsewhere || step != other));
        (distinct && (ranked.len() >= 3 || scale.len() <= 5)).then_some(ranked)
    })
}

/// Words of degree before one and the same word, from least to most. `|` parts those of one degree.
const DEGREES: [&str; 9] = [
    "not at all|pas du tout|aucunement|not|pas",
    "not very|not too|not so|not that|not particularly|pas très|peu|pas vraiment|très peu|pas trop",
    "slightly|a little|a bit|légèrement|un peu",
    "moderately|moyennement|modérément",
    "somewhat|fairly|rather|assez|plutôt",
    "",
    "mostly|quite|généralement",
    "very|très|highly|strongly",
    "extremely|completely|totally|extrêmement|tout à fait|totalement|absolutely",
];

/// « not very proud », « somewhat proud », « very proud ».
fn intensities(keys: &[String], within: &[usize]) -> Option<Vec<(f64, usize)>> {
    if within.len() < 3 {
        return None;
    }
    let read = |key: &str| {
        let words = DEGREES.iter().enumerate().flat_map(|(rank, words)| words.split('|').map(move |word| (rank, word)));
        let hits = words.filter_map(|(rank, word)| {
            let rest = if word.is_empty() { key } else { key.strip_prefix(word)?.strip_prefix(' ')? };
            Some((word.len(), rank, rest.to_owned()))
        });
        hits.max_by_key(|(length, ..)| *length)
    };
    let found: Option<Vec<_>> = within.iter().map(|place| read(&keys[*place]).map(|(_, rank, rest)| (rank, rest, *place))).collect();
    let found = found?;
    let same = found.iter().all(|(_, rest, _)| *rest == found[0].1);
    let distinct = found.iter().enumerate().all(|(at, (rank, ..))| found[..at].iter().all(|(other, ..)| other != rank));
    (same && distinct).then(|| found.into_iter().map(|(rank, _, place)| (rank as f64, place)).collect())
}

/// « moins de 18 », « 18-29 », « $25,000 - $49,999 », « 60 et plus », « 1 - pas du tout », « 12 to 18 years ».
fn bands(keys: &[String], within: &[usize]) -> Option<Vec<(f64, usize)>> {
    if within.len() < 3 {
        return None;
    }
    let ranked: Option<Vec<_>> = within.iter().map(|place| Some((band(&keys[*place])?, *place))).collect();
    let ranked = ranked?;
    let distinct = ranked.iter().enumerate().all(|(place, (rank, _))| ranked[..place].iter().all(|(other, _)| other != rank));
    distinct.then_some(ranked)
}

/// Where a band starts.
fn band(label: &str) -> Option<f64> {
    const BELOW: [&str; 12] =
        ["moins de", "moins d'", "less than", "under", "below", "<", "up to", "jusqu'à", "inférieur à", "fewer than", "- de", "no more than"];
    const ABOVE: [&str; 9] = ["plus de", "plus d'", "more than", "over", "above", ">", "at least", "au moins", "supérieur à"];
    const NOTHING: [&str; 8] = ["de", "entre", "from", "between", "age", "à partir de", "il y a", "about"];
    let mut rest = label.trim_start_matches(|letter: char| "$€£~≈ ".contains(letter));
    let mut shift = 0.0;
    for (words, value) in [(&BELOW[..], -0.5), (&ABOVE[..], 0.5), (&NOTHING[..], 0.0)] {
        if let Some(found) = words.iter().find_map(|word| rest.strip_prefix(word)) {
            (rest, shift) = (found, value);
            break;
        }
    }
    let rest = rest.trim_start_matches(|letter: char| "$€£=≤≥ ".contains(letter));
    let length = rest.find(|letter: char| !letter.is_ascii_digit() && !", .".contains(letter)).unwrap_or(rest.len());
    let (digits, after) = rest.split_at(length);
    let plain: String = digits.trim_end_matches([' ', '.', ',']).chars().filter(char::is_ascii_digit).collect();
    let value: f64 = plain.parse().ok()?;
    let after = after.trim_start();
    let value = if after.starts_with('k') { value * 1_000.0 } else { value };
    let is_above = ["+", "et plus", "ou plus", "and over", "and up", "or more", "and older", "or older", "and above", "or above", "plus"]
        .iter()
        .any(|word| after.contains(word));
    let is_below = ["or less", "ou moins", "et moins", "or younger", "and under", "or under", "or fewer"].iter().any(|word| after.contains(word));
    // A long text after a number is no band.
    if after.split_whitespace().count() > 7 {
        return None;
    }
    Some(
        value
            + if is_above {
                0.5
            } else if is_below {
                -0.5
            } else {
                shift
            },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scales_and_bands_are_put_in_order() {
        for (labels, expected) in [
            (&["Toujours", "Jamais", "Parfois"][..], Some(&["Jamais", "Parfois", "Toujours"][..])),
            (&["Some", "A lot", "Not much", "Not at all"], Some(&["Not at all", "Not much", "Some", "A lot"])),
            (&["Tout à fait d’accord", "Pas d'accord", "Ne sait pas", "D'accord"], Some(&["Pas d'accord", "D'accord", "Tout à fait d’accord", "Ne sait pas"])),
            (&["> 60", "30-44", "18-29", "45-60"], Some(&["18-29", "30-44", "45-60", "> 60"])),
            (
                &["$150,000+", "$0 - $24,999", "$50,000 - $99,999", "$25,000 - $49,999", "Prefer not to answer"],
                Some(&["$0 - $24,999", "$25,000 - $49,999", "$50,000 - $99,999", "$150,000+", "Prefer not to answer"]),
            ),
            (&["plus de 10 000 €", "de 1 000 à 5 000 €", "moins de 1 000 €"], Some(&["moins de 1 000 €", "de 1 000 à 5 000 €", "plus de 10 000 €"])),
            (
                &["Very masculine", "No answer", "Not at all masculine", "Somewhat masculine", "Not very masculine"],
                Some(&["Not at all masculine", "Not very masculine", "Somewhat masculine", "Very masculine", "No answer"]),
            ),
            (&["Satisfait", "Très satisfait", "Pas satisfait"], Some(&["Pas satisfait", "Satisfait", "Très satisfait"])),
            (&["Namur", "Dinant", "Ciney"], None),
            (&["Yes", "No"], None),
        ] {
            let found = order(labels).map(|order| order.iter().map(|place| labels[*place]).collect::<Vec<_>>());
            assert_eq!(found.as_deref(), expected, "{labels:?}");
        }
    }

    #[test]
    fn other_and_none_are_known_by_their_words() {
        for label in ["Other (please specify)", "Autre", "Autre (précisez)", "Autre :", "-oth-", "Other"] {
            assert!(is_other(label), "{label}");
        }
        for label in ["Autrement", "Others say so, and I agree with them about it all", "Mother", "Autruche"] {
            assert!(!is_other(label), "{label}");
        }
        assert!(is_none("Aucune de ces réponses") && is_none("None") && !is_none("Nonette"));
    }
}

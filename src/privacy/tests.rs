//! The formats of the countries that are named in the docs, and the day of the rules.

mod authors;
mod lessons;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use super::{Rule, Scope, look};
use sha2::{Digest as _, Sha256};

/// Every file that the rules are made of, by path, without what is made of them and what says nothing of them.
#[expect(clippy::disallowed_methods, reason = "the rules are files of the program's own source")]
fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    const NONE: [&str; 6] = ["tests.rs", "tests", "rules.txt", "deny_list", "lists.rs", "README.md"];
    let entries = std::fs::read_dir(folder).expect("the rules lie in a folder");
    for entry in entries.map(|entry| entry.expect("the folder can be read")) {
        let is_folder = entry.file_type().expect("an entry has a type").is_dir();
        if NONE.iter().any(|name| entry.file_name() == *name) {
            continue;
        }
        if is_folder { files(&entry.path(), found) } else { found.push(entry.path()) }
    }
    found.sort();
}

/// `UPDATE=1 cargo test --lib privacy` dates the rules anew after they were changed.
#[test]
#[expect(clippy::disallowed_methods, reason = "the rules are files of the program's own source")]
fn rules_that_became_others_have_another_date() {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src/privacy"));
    let mut all = Vec::new();
    files(folder, &mut all);
    assert!(all.len() > 20, "the rules are there: {all:?}");
    let mut digest = Sha256::new();
    for path in &all {
        digest.update(std::fs::read(path).expect("a rule can be read"));
    }
    let digest = digest.finalize().iter().take(16).fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").expect("a string takes everything");
        text
    });
    let dated = folder.join("data/rules.txt");
    let kept = std::fs::read_to_string(&dated).unwrap_or_default();
    let is_dated = kept.split_whitespace().nth(1) == Some(&digest);
    if !is_dated && std::env::var_os("UPDATE").is_some() {
        let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).expect("the clock is set");
        let days = i64::try_from(now.as_secs() / 86_400).expect("the clock is right");
        let today = jiff::civil::date(1970, 1, 1) + jiff::SignedDuration::from_hours(24 * days);
        std::fs::write(&dated, format!("{today} {digest}\n")).expect("the date is written");
        return;
    }
    assert!(is_dated, "a rule or a list was changed: UPDATE=1 cargo test --lib privacy");
    assert!(super::rules_date().is_some(), "the rules have a date: {kept}");
}

/// What is found in a text: which rule found it first, and what.
fn found(text: &str) -> Vec<(Rule, &str)> {
    look(text, 0, &[], Scope::Everything).details.into_iter().map(|detail| (detail.rule, &text[detail.range])).collect()
}

#[test]
fn the_formats_of_eight_countries_are_known() {
    use Rule::{Date, Number, Phone, Place, Vehicle};
    // United States, United Kingdom, Germany, France, Spain, Italy, India, the Netherlands.
    let formats = [
        (Phone, "Call (212) 555-0188.", "(212) 555-0188"),
        (Phone, "Call 020 7946 0958.", "020 7946 0958"),
        (Phone, "Anruf unter 0171 2345678.", "0171 2345678"),
        (Phone, "Appelez le 06 12 34 56 78.", "06 12 34 56 78"),
        (Phone, "Llame al 612 345 678.", "612 345 678"),
        (Phone, "Chiami il 347 123 4567.", "347 123 4567"),
        (Phone, "Ring 98765 43210 now.", "98765 43210"),
        (Phone, "Bel 06-12345678 even.", "06-12345678"),
        (Place, "It went to NY 10027.", "NY 10027"),
        (Place, "It went to SW1A 1AA.", "SW1A 1AA"),
        (Place, "Es ging an 50667 K\u{f6}ln.", "50667 K\u{f6}ln"),
        (Place, "Code postal 75011.", "75011"),
        (Place, "C\u{f3}digo postal 41001.", "41001"),
        (Place, "Il CAP \u{e8} 00184.", "00184"),
        (Place, "The PIN code is 560034.", "560034"),
        (Place, "Het ging naar 1012 AB.", "1012 AB"),
        (Number, "Hers is 219-09-9999.", "219-09-9999"),
        (Number, "Hers is AB 12 34 56 C.", "AB 12 34 56 C"),
        (Number, "NHS number 943 476 5919.", "943 476 5919"),
        (Number, "Steuer-ID 86 095 742 719.", "86 095 742 719"),
        (Number, "Versichert als 65 170839 J 003.", "65 170839 J 003"),
        (Number, "NIR 2 55 08 14 168 025 38.", "2 55 08 14 168 025 38"),
        (Number, "DNI 12345678Z.", "12345678Z"),
        (Number, "NIE X1234567L.", "X1234567L"),
        (Number, "Il codice RSSMRA85T10A562S.", "RSSMRA85T10A562S"),
        (Number, "Aadhaar 2341 2341 2346.", "2341 2341 2346"),
        (Number, "The PAN is ABCPE1234F.", "ABCPE1234F"),
        (Number, "BSN 111222333.", "111222333"),
        (Vehicle, "The plate 7ABC123 was seen.", "7ABC123"),
        (Vehicle, "We saw AB12 CDE there.", "AB12 CDE"),
        (Vehicle, "Man sah K-AB 1234 dort.", "K-AB 1234"),
        (Vehicle, "On a vu AB-123-CD.", "AB-123-CD"),
        (Vehicle, "Vimos 1234 BCD.", "1234 BCD"),
        (Vehicle, "La targa AB 123 CD.", "AB 123 CD"),
        (Vehicle, "We saw MH 12 AB 1234.", "MH 12 AB 1234"),
        (Vehicle, "Kenteken 12-ABC-3.", "12-ABC-3"),
        (Date, "It was on 3/14/2019.", "3/14/2019"),
        (Date, "It was the 14th of March.", "the 14th of March"),
        (Date, "Es war am 14. M\u{e4}rz 2019.", "14. M\u{e4}rz 2019"),
        (Date, "C'\u{e9}tait le 14 mars 2019.", "14 mars 2019"),
        (Date, "Fue el 14 de marzo de 2019.", "14 de marzo de 2019"),
        (Date, "Era il 14 marzo 2019.", "14 marzo 2019"),
        (Date, "It was 14-03-2019.", "14-03-2019"),
        (Date, "Het was 14 maart 2019.", "14 maart 2019"),
    ];
    let wrong: Vec<String> = formats
        .iter()
        .filter(|(rule, text, words)| {
            !found(text).iter().any(|(by, what)| {
                by == rule && (what.contains(words) || words.contains(what) && what.len() * 2 > words.len())
            })
        })
        .map(|(rule, text, _)| format!("{rule:?} {text} -> {:?}", found(text)))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn names_are_found_in_the_forms_in_which_they_hide() {
    for (text, name) in [
        ("i met megan clements in town", "megan clements"),
        ("MEGAN CLEMENTS HAS NOT SIGNED.", "MEGAN CLEMENTS"),
        ("Dictated by E.A. Moczko.", "E.A. Moczko"),
        ("Tymon M. Pielka called.", "Tymon M. Pielka"),
        ("The note was signed A. Beer.", "A. Beer"),
        ("They call him Bill.", "Bill"),
        ("It belonged to the Kujawiak family.", "Kujawiak"),
        ("Dr. van Stralen saw her.", "van Stralen"),
        ("Eloah and her daughter came.", "Eloah"),
        ("So Grace never called.", "Grace"),
        ("Puis Marie est sortie.", "Marie"),
        ("Gestern hat Anna geweint.", "Anna"),
    ] {
        assert!(found(text).contains(&(Rule::Name, name)), "{text} -> {:?}", found(text));
    }
    for text in [
        "Aren't you being hard on your sister?",
        "My wife nearly fell off her chair.",
        "That makes you the judge. Describe what she did.",
        "Another says, \u{201c}Fine.\u{201d}",
        "Bodies that accredit education ask for it.",
        "- [x] Shorter answers\n- [ ] Clients who wait",
        "::: hint\nRelief comes after the move.",
        "Vitamin D. Supplements were no help.",
        "The first may be read as luck.",
        "Im Herbst 2019 wurde es schlimmer.",
        "Am Ende der Stunde lacht er.",
        "Sie lebt in Trennung.",
        "Merci, dit-elle.",
        "L'IBAN est perdu.",
        "One large one makes a surprise.",
    ] {
        assert!(found(text).is_empty(), "{text} -> {:?}", found(text));
    }
}

#[test]
fn what_holds_other_details_is_one_detail() {
    assert_eq!(found("Vive en Pasaje Isabela Rodriguez 40."), [(Rule::Place, "Pasaje Isabela Rodriguez 40")]);
    assert_eq!(found("It was between the 4th and the 9th of April."), [(Rule::Date, "4th and the 9th of April")]);
    assert_eq!(found("The widow, 43, lives upstairs."), [(Rule::Age, "43")]);
    assert_eq!(found("She paid with 4111.1111.1111.1111."), [(Rule::Number, "4111.1111.1111.1111")]);
}

#[test]
fn names_that_no_list_knows_are_found_and_words_are_not() {
    let finds = [
        ("Between Svatoslav and the stepmother there was only politeness.", "Svatoslav"),
        ("Erkilic? She left years ago.", "Erkilic"),
        ("Poor Svatoslav had waited for an hour.", "Svatoslav"),
        ("Moreno, Julia: missed three sessions.", "Moreno"),
        ("Er lebt mit Svatoslav und zwei Katzen.", "Svatoslav"),
        ("CASE OF SVATOSLAV MAZILESCU", "SVATOSLAV"),
        ("i told svatoslav everything", "svatoslav"),
        ("hi laura, are you awake", "laura"),
        ("JuliaMoreno wept.", "JuliaMoreno"),
        ("Nadie esperaba a Clotilde.", "Clotilde"),
        ("De familie van der Ploeg is verhuisd.", "van der Ploeg"),
        ("Robin: I don't want to talk about it.", "Robin"),
    ];
    for (text, name) in finds {
        assert!(found(text).contains(&(Rule::Name, name)), "{text}: {:?}", found(text));
    }
    for text in [
        "Psychoeducation came first, Decentering later.",
        "A Bonferroni correction was applied.",
        "She took Fluoxetine and used TikTok.",
        "Das Verhaltensexperiment misslang, die Beziehungsmuster blieben.",
        "Hope: what it does in a session.",
        "THE WORKING ALLIANCE IN PRACTICE",
    ] {
        assert_eq!(found(text), [], "{text}");
    }
}

#[test]
fn ages_numbers_and_places_of_less_common_forms_are_found() {
    let finds = [
        (Rule::Age, "The girl, eleven, did not speak.", "eleven"),
        (Rule::Age, "My son is nine, my daughter twelve.", "twelve"),
        (Rule::Age, "His grandmother lived to 101.", "101"),
        (Rule::Age, "Mit 34 verließ er die Schule.", "34"),
        (Rule::Number, "Aktenzeichen: 4 F 218/19", "4 F 218/19"),
        (Rule::Number, "Docket 2019-cv-004417", "2019-cv-004417"),
        (Rule::Place, "She waits at the corner of 5th Avenue.", "5th Avenue"),
        (Rule::Place, "The Alyssaburgh police brought him in.", "Alyssaburgh"),
        (Rule::Place, "They met at 48.1374, 11.5755.", "48.1374, 11.5755"),
        (Rule::Place, "Hughes & Sons paid.", "Hughes & Sons"),
        (Rule::Vehicle, "He parks his RCA 2313 in front of her house.", "RCA 2313"),
    ];
    for (rule, text, detail) in finds {
        assert!(found(text).contains(&(rule, detail)), "{text}: {:?}", found(text));
    }
}

#[test]
fn ages_are_found_in_words_of_five_languages_and_lengths_of_time_are_none() {
    let finds = [
        ("I was nine and a half when my father went to sea.", "nine and a half"),
        ("I was five when she left.", "five"),
        ("Seen today: F/34, sleeping badly.", "34"),
        ("A 34yoM with low mood.", "34yoM"),
        ("At seventeen and three months he signed up.", "seventeen and three months"),
        ("She celebrated her eightieth birthday on the ward.", "eightieth"),
        ("A 47-yr-old electrician came.", "47-yr-old"),
        ("Her mother, in her late nineties, still drives.", "late nineties"),
        ("He must have been sixty-two or sixty-three by then.", "sixty-two or sixty-three"),
        ("Aged between 51 and 53, the brothers fell silent.", "51 and 53"),
        ("Er ist im Mai vierzig geworden und schweigt.", "vierzig"),
        ("Ihr Sohn ist sechseinhalb und schläft schlecht.", "sechseinhalb"),
        ("Mit dreiundfünfzig Jahren fing er noch einmal an.", "dreiundfünfzig Jahren"),
        ("Leur fils a six ans et demi et dort mal.", "six ans et demi"),
        ("Il a eu quarante ans la semaine de la grève.", "quarante ans"),
        ("A los cincuenta y tres empezó de nuevo en la escuela.", "cincuenta y tres"),
        ("Hij is 34 jaar oud.", "34 jaar oud"),
        ("De 34-jarige man zweeg.", "34-jarige"),
        ("Im Alter von 34 zog sie fort.", "34"),
        ("Op haar achttiende was ze al weg.", "achttiende"),
        ("El hijo tiene seis años y medio y duerme mal.", "seis años y medio"),
        ("Il figlio ha sei anni e mezzo e dorme male.", "sei anni e mezzo"),
    ];
    for (text, age) in finds {
        assert!(found(text).contains(&(Rule::Age, age)), "{text}: {:?}", found(text));
    }
    for text in [
        "In her late thirties she went back to university.",
        "Children aged between 6 and 12 may take part.",
        "The session was one and a half hours long.",
        "Sie hat mit zwanzig Jahren Erfahrung begonnen.",
        "Il y a vingt ans, on ne parlait pas de cela.",
        "Elle a trente ans de carrière derrière elle.",
        "Después de veinte años de matrimonio, ya no hablan.",
        "A los dos les gusta el silencio.",
        "Eine dreijährige Ausbildung ist nötig.",
    ] {
        assert!(!found(text).iter().any(|(rule, _)| *rule == Rule::Age), "{text} -> {:?}", found(text));
    }
}

#[test]
fn names_that_are_spelled_or_have_figures_in_them_are_found() {
    let finds = [
        ("She spells it: J-u-l-i-a.", "J-u-l-i-a"),
        ("He wrote T O B I A S on the board.", "T O B I A S"),
        ("That is M as in mother, A as in apple, R, E, K.", "M as in mother, A as in apple, R, E, K"),
        ("Ich buchstabiere: M wie Martha, A wie Anton, R, E, K.", "M wie Martha, A wie Anton, R, E, K"),
        ("In the chat she is Jul1a, on paper nobody.", "Jul1a"),
        ("The account was called M4rek.", "M4rek"),
    ];
    for (text, name) in finds {
        assert!(found(text).contains(&(Rule::Name, name)), "{text}: {:?}", found(text));
    }
    for text in [
        "Options A, B, C and D have one mistake each.",
        "A-B-C-D-E is a chain of thoughts.",
        "The skill is called D-E-A-R M-A-N.",
        "C-B-T-informed work needs practice.",
        "The H1N1 winter, and week 4 of 8.",
        "Vitamins A, D, E and K were given.",
        "The 1st and the 2nd session.",
    ] {
        assert!(!found(text).iter().any(|(rule, _)| *rule == Rule::Name), "{text} -> {:?}", found(text));
    }
}

#[test]
fn dates_with_months_in_roman_figures_and_weeks_of_the_calendar_are_found() {
    for (text, date) in [
        ("Born on 12.IV.1987, christened later.", "12.IV.1987"),
        ("Born on 3/XII/87 at home.", "3/XII/87"),
        ("It was 12 IV 1987 on the stone.", "12 IV 1987"),
        ("The breakdown came in 2024-W07.", "2024-W07"),
        ("Es war in KW 7/2024, vor der Prüfung.", "KW 7/2024"),
        ("It began in week 12 of 2023.", "week 12 of 2023"),
        ("![A tree](IMG_20190314_101112.jpg)", "IMG_20190314_101112"),
        ("![A tree](IMG-20190314-WA0007.jpg)", "IMG-20190314-WA0007"),
    ] {
        assert!(found(text).contains(&(Rule::Date, date)), "{text}: {:?}", found(text));
    }
    for text in ["See part IV of 2019.", "Chapter 12, IV, is about this.", "In week 12 of 16 she stopped."] {
        assert!(!found(text).iter().any(|(rule, _)| *rule == Rule::Date), "{text} -> {:?}", found(text));
    }
}

#[test]
fn kinds_of_names_that_a_set_of_unseen_sentences_missed_are_found() {
    for (text, name) in [
        ("After the divorce she went back to being a Svatoslav.", "Svatoslav"),
        ("Seit der Scheidung heißt sie wieder Krämer.", "Krämer"),
        ("Desde el divorcio vuelve a llamarse Moreno.", "Moreno"),
        ("und dann hat rolf-dieter einfach aufgelegt", "rolf-dieter"),
        ("et là valérie a raccroché sans un mot", "valérie"),
        ("y entonces nicanor colgó sin decir nada", "nicanor"),
        ("Alice a eu quarante ans la semaine de la grève.", "Alice"),
    ] {
        assert!(found(text).contains(&(Rule::Name, name)), "{text}: {:?}", found(text));
    }
    let mail = "Mail goes to marek dot dvorak at postbox dot cz these days.";
    assert!(found(mail).contains(&(Rule::Email, "marek dot dvorak at postbox dot cz")), "{:?}", found(mail));
    for text in [
        "Rogers wrote about congruence long before manuals existed.",
        "Rogers parlait de congruence avant les manuels.",
        "Jungian and Adlerian ideas are left out here.",
        "Cohen's d of 0.45 is moderate.",
        "May was mild; June was not.",
        "La sesión que sigue a una ruptura suele ser la más tranquila.",
    ] {
        assert_eq!(found(text), [], "{text}");
    }
}

#[test]
fn the_address_of_every_machine_is_nobody_s() {
    for text in ["Open 127.0.0.1:4173 now.", "It listens at 0.0.0.0 here.", "Or at ::1 there."] {
        assert_eq!(found(text), [], "{text}");
    }
    assert_eq!(found("She wrote from 81.2.69.142 again."), [(Rule::Ip, "81.2.69.142")]);
}

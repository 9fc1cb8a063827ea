//! Every key with values that are right and values that are wrong.

/// A key, values that are right, and values that are wrong.
pub(crate) type Rows = &'static [(&'static str, &'static [&'static str], &'static [&'static str])];

pub(crate) const OBJECTIVE: Rows = &[
    ("id", &["a", "See-It-2", "überträgt-日本", "5"], &["a b", "a--b", "'-a'", "''", "[a]", "true", ""]),
    ("text", &["Recognize it", "5"], &["' '", "[a]", "true", ""]),
];

pub(crate) const ASSESSMENT: Rows = &[
    ("draw", &["1", "1000", ""], &["0", "1001", "'5'", "1.5", "all"]),
    ("pass", &["0", "100", ""], &["-1", "101", "most"]),
];

pub(crate) const SITE: Rows = &[
    ("certificate", &["{ requires = [\"lessons\"] }"], &["{}", "5", "[]", "{ requires = [\"lessons\"], by = \"a\" }"]),
    ("addresses", &["\"folder\"", "\"file\""], &["\"/\"", "\"\"", "true"]),
    ("title", &["\"T\"", "'''\nT\n'''"], &["\"\"", "\" \"", "5", "[\"T\"]", "true"]),
    ("description", &["\"One.\""], &["\"\"", "5"]),
    (
        "base_url",
        &[
            "\"https://example.org\"",
            "\"HTTP://localhost:4173/a/b/\"",
            "\"https://[::1]:80/\"",
            "\"https://e.org/%C3%BC/a~b\"",
            "\"https://bücher.example/über/\"",
            "\"https://例え.テスト\"",
        ],
        &[
            "\"example.org\"",
            "\"ftp://a.example\"",
            "\"https://\"",
            "\"https://a.example/?q\"",
            "\"https://a.example/#x\"",
            "\"https://u@a.example\"",
            "\"https://a.example/a b\"",
            "\"https://a.example//b\"",
            "\"https://a.example/../b\"",
            "\"https://a.example/%zz\"",
            "5",
        ],
    ),
    (
        "language",
        &[
            "\"en\"",
            "\"pt-BR\"",
            "\"zh-Hant-TW\"",
            "\"x-own\"",
            "\"de-CH-1996\"",
            "\"sl-rozaj-biske\"",
            "\"de-u-co-phonebk\"",
        ],
        &["\"english\"", "\"pt_BR\"", "\"e\"", "\"en-\"", "\"en-a\"", "\"zh-yue\"", "5"],
    ),
    (
        "theme",
        &["\"default\"", "\"my theme\"", "{ name = \"mine\" }", "{}"],
        &["\"a/b\"", "\"..\"", "\"\"", "\"c:\"", "true", "{ name = \"a/b\" }", "{ look = \"a\" }"],
    ),
    (
        "values",
        &["{}", "{ dose = \"50\", b-2_C = 1, c = 1.5 }"],
        &["1", "{ a = true }", "{ a = [] }", "{ a = \"\" }", "{ \"a b\" = 1 }", "{ 1a = 1 }", "{ a = { b = 1 } }"],
    ),
    ("extra", &["{}", "{ a = 1, b = [{ c = \"d\" }] }"], &["1", "\"a\"", "[1]"]),
    (
        "editor",
        &["\"code\"", "\"my-editor://open?file={path}&line={line}\""],
        &["\"emacs\"", "\"my-editor://open\"", "\"\"", "5"],
    ),
    (
        "files",
        &["{}", "{ allow = [] }", "{ allow = [\"*.dat\", \"LICENSE\", \"01-a/demo v1.html\"] }"],
        &[
            "5",
            "{ allow = \"*.dat\" }",
            "{ allow = [\"*\"] }",
            "{ allow = [\"*.*\"] }",
            "{ allow = [\"../a\"] }",
            "{ allow = [\"\"] }",
            "{ alow = [] }",
        ],
    ),
    ("course", &["{}", "{ credit = \"nasba\" }"], &["5", "[]", "{ autor = \"a\" }", "{ credit = \"mergener\" }"]),
    (
        "containers",
        &[
            "{}",
            "{ protocol = { label = \"Protocol\", look = \"tip\" } }",
            "{ protocol = { label = \"Protocol\" }, achtung = { same_as = \"warning\" } }",
        ],
        &[
            "5",
            "{ protocol = {} }",
            "{ protocol = { label = \"P\", look = \"facilitator\" } }",
            "{ note = { label = \"N\" } }",
            "{ facilitators = { label = \"N\" } }",
            "{ a_b = { label = \"E\" } }",
            "{ 1a = { label = \"E\" } }",
            "{ a = { label = \"A\", same_as = \"note\" } }",
            "{ a = { look = \"note\", same_as = \"note\" } }",
            "{ a = { same_as = \"nothing\" } }",
        ],
    ),
    (
        "kinds",
        &[
            "{}",
            "{ exercise = { label = \"Exercise\" } }",
            "{ case = { summary = \"a\" } }",
            "{ lesson = { label = \"L\" } }",
        ],
        &[
            "5",
            "{ exercise = {} }",
            "{ Exercise = { label = \"E\" } }",
            "{ a_b = { label = \"E\" } }",
            "{ case = { name = \"a\" } }",
            "{ lesson = { summary = \"a\" } }",
            "{ lesson = { plural = \"a\" } }",
            "{ lesson = { order = \"title\" } }",
            "{ case = 5 }",
        ],
    ),
    (
        "publish",
        &["{}", "{ live = { to = \"s3://b\" } }", "{ \"a b\" = { to = \"../site\" } }", "{ a = { to = \"C:/site\" } }"],
        &[
            "5",
            "{ live = {} }",
            "{ live = 5 }",
            "{ live = { to = \"s3://b\", key = \"a\" } }",
            "{ live = { to = \"a:b\" } }",
            "{ live = { to = \"gs://b\", region = \"eu\" } }",
            "{ live = { to = \"az://b\", region = \"eu\" } }",
        ],
    ),
    ("markdown", &["{}", "{ html = \"escape\" }"], &["\"escape\"", "{ html = \"none\" }", "{ htm = \"trust\" }"]),
    ("glossary", &["{}", "{ auto_link = true }"], &["true", "{ auto_link = \"yes\" }", "{ link = true }"]),
    (
        "references",
        &["{}", "{ style = \"ieee\" }"],
        &["\"apa\"", "{ style = \"chicago-notes\" }", "{ style = \"mine\" }", "{ stile = \"apa\" }"],
    ),
    ("offline", &["{}", "{ enabled = false }"], &["false", "{ enabled = \"no\" }", "{ on = true }"]),
    (
        "print",
        &["{}", "{ enabled = true, whole_course = 0 }", "{ enabled = false }"],
        &["true", "{ enabled = false, whole_course = 9 }", "{ enabled = 1 }", "{ whole_course = 2001 }"],
    ),
    (
        "sessions",
        &["{}", "{ meetings = 6, minutes = 15 }"],
        &["6", "{ meetings = 0 }", "{ minutes = 14 }", "{ minutes = \"90\" }"],
    ),
    ("search", &["{}", "{ enabled = false }"], &["false", "{ enabled = \"no\" }", "{ on = true }"]),
    (
        "footer",
        &[
            "{}",
            "{ links = [] }",
            "{ links = [{ label = \"Imprint\", url = \"imprint.md\" }, { label = \"P\", url = \"https://a.example\" }] }",
        ],
        &[
            "[]",
            "{ links = [\"Imprint\"] }",
            "{ links = [{ label = \"a\" }] }",
            "{ links = [{ label = \"a\", url = \"javascript:x\" }] }",
            "{ links = [{ label = \"a\", url = \"imprint\" }] }",
        ],
    ),
    ("image", &["\"cover.png\"", "\"01-a/cover.JPG\""], &["\"cover.svg\"", "\"https://a.example/b.png\"", "\"\"", "5"]),
    (
        "security",
        &["{}", "{ frame_ancestors = [] }"],
        &["true", "{ frames = [] }", "{ policy = { default-src = [] } }"],
    ),
    ("support", &["{}", "{ title = \"a\" }"], &["\"a\"", "{ titel = \"a\" }"]),
    (
        "items",
        &["{}", "{ item-hinged = \"deny\" }"],
        &["\"deny\"", "{ item-hinged = \"never\" }", "{ item-unknown = \"warn\" }", "{ broken-link = \"warn\" }"],
    ),
    (
        "privacy",
        &[
            "{}",
            "{ combination = 9, material = { privacy-age = \"warn\" } }",
            "{ weights = { trade = 3, event = 0, family = 1.5, age = 2.0 } }",
            "{ kinds.lesson = { privacy-name = \"deny\" } }",
        ],
        &[
            "\"deny\"",
            "{ combination = 0 }",
            "{ weights = { trade = -1 } }",
            "{ weights = { trade = 1.25 } }",
            "{ weights = { trade = 100.5 } }",
            "{ weights = { trade = \"2\" } }",
            "{ weights = { job = 1 } }",
            "{ material = { privacy-agee = \"warn\" } }",
            "{ kinds.lesson = \"deny\" }",
        ],
    ),
];

pub(crate) const KIND: Rows = &[
    ("label", &["\"E\""], &["\"\"", "5"]),
    ("plural", &["\"Es\""], &["\"\"", "5"]),
    ("summary", &["\"a\""], &["\"\"", "5"]),
    ("order", &["\"step\"", "\"title\"", "\"course\""], &["\"date\"", "1"]),
];

/// Those of a target in a store.
pub(crate) const TARGET: Rows = &[
    (
        "to",
        &["\"s3://b\"", "\"gs://b.example/a/b c/\"", "\"az://$web/ü\""],
        &[
            "\"\"",
            "5",
            "\"s3://\"",
            "\"ftp://b\"",
            "\"s3://b//a\"",
            "\"s3://b/../a\"",
            "\"s3://u:p@b\"",
            "\"s3:b\"",
            "\"s3://b/a?q\"",
        ],
    ),
    ("base_url", &["\"https://a.example/b\""], &["\"a.example\"", "5"]),
    ("endpoint", &["\"https://a.example:9000\""], &["\"a.example\"", "\"https://u:p@a.example\"", "5"]),
    ("region", &["\"eu-central-1\""], &["\"\"", "5"]),
    ("allow_http", &["true", "false"], &["\"true\"", "1"]),
    ("max_deletes", &["0", "1000000"], &["-1", "1000001", "\"5\""]),
    ("parallel", &["1", "256"], &["0", "257", "\"5\""]),
    ("compress", &["true"], &["\"gzip\""]),
    ("keep_previous", &["false"], &["\"no\"", "0"]),
    (
        "cache",
        &["{}", "{ \"*.pdf\" = \"max-age=60\" }"],
        &["5", "{ \"*\" = 5 }", "{ \"*\" = \"\" }", "{ \"*\" = \"é\" }", "{ \" \" = \"a\" }"],
    ),
];

pub(crate) const TERM: Rows = &[
    ("term", &["Rupture", "5", ""], &["' '", "true", "[a]"]),
    ("definition", &["A strain.", "5"], &["''", "true", "[a]", ""]),
    ("forms", &["[Ruptures, ruptured]", "[]", ""], &["ruptures", "[true]", "[null]"]),
    ("auto_link", &["true", "false", ""], &["'yes'", "1", "[true]"]),
    ("see", &["[b]", "[]", ""], &["b", "[true]", "[null]"]),
];

pub(crate) const CASE: Rows = &[
    ("consent", &["written", "composite", "fictional", "published"], &["oral", "true", "[written]", ""]),
    ("pseudonyms", &["[Ann, 5]", "[]"], &["", "Ann", "[true]", "[[a]]", "['']"]),
    ("changed", &["[trade]"], &["", "trade", "{a: b}", "[null]"]),
    ("reviewed_by", &["A. Author", "", "5"], &["' '", "[a]", "true"]),
    ("reviewed_on", &["2026-09-01", "'2026-09-01'", ""], &["2026-9-1", "2026-02-30", "20260901", "soon", "true"]),
    ("review_due", &["2027-09-01", "'2027-09-01'", ""], &["2027-9-1", "2027-02-30", "soon", "true"]),
    ("would_know", &["false", "true", ""], &["no", "'false'", "[false]"]),
    (
        "photographs",
        &["[{file: a.jpg, shows: nobody}]", "[]"],
        &["a.jpg", "[a.jpg]", "[{file: a.jpg}]", "[{shows: model}]", "[{file: a.jpg, shows: us}]"],
    ),
];

pub(crate) const FRONT_MATTER: Rows = &[
    ("title", &["T", "2024", "'a: b'", "1.5"], &["''", "' '", "true", "[a]", "{a: b}", ""]),
    ("summary", &["One sentence.", "5", ""], &["' '", "true", "[a]"]),
    ("kind", &["lesson", "exercise", "repair-step", ""], &["''", "true", "[lesson]"]),
    ("step", &["1", "1000", ""], &["0", "1001", "-1", "first", "'1'", "1.5", "[1]"]),
    (
        "objectives",
        &["[]", "", "[{id: a, text: b}]"],
        &["a", "[a]", "[{id: a}]", "[{text: b}]", "[{}]", "[null]", "{id: a, text: b}", "[{id: a, text: b, txt: c}]"],
    ),
    ("topics", &["[trust, 5]", "[]", "", "['« trust »']"], &["trust", "['!']", "[true]", "['']", "[null]"]),
    ("order", &["1", "-5", "0", ""], &["first", "1.5", "[1]"]),
    (
        "slug",
        &["what-it-is", "überblick", "2024", "a.b", "a_b~c", ""],
        &["a b", "a/b", ".a", "a.", "'a#b'", "'a:b'", "'%2e'", "''", "'..'", "true", "[a]"],
    ),
    (
        "aliases",
        &["[old/page, /old/, a]", "[]", "", "[2024]"],
        &["old", "['a//b']", "[/]", "['../a']", "['https://a.example/']", "[a b]", "[a/./b]", "[true]"],
    ),
    ("authors", &["[A. Author, 5]", "[]", ""], &["A. Author", "['']", "[{name: a}]"]),
    (
        "reviewed",
        &["2026-09-01", "'2026-09-01'", ""],
        &["2026-9-1", "2026-02-30", "2026-13-01", "20260901", "1.9.2026", "true", "[2026-09-01]"],
    ),
    ("duration", &["1", "10080", ""], &["0", "10081", "'20'", "20 minutes"]),
    ("media", &["1", ""], &["0", "long", "true"]),
    ("pseudonyms", &["[Otto]", "[]", ""], &["Otto", "[true]", "5"]),
    ("draft", &["true", "false", ""], &["'true'", "yes", "1"]),
    ("facilitator", &["true", "false", ""], &["'true'", "yes", "1"]),
    ("hidden", &["true", "false", ""], &["'true'", "yes", "1"]),
    (
        "case",
        &[
            "",
            "{consent: fictional, pseudonyms: [], changed: [it is invented]}",
            "{consent: fictional, pseudonyms: []}",
        ],
        &[
            "fictional",
            "{}",
            "[]",
            "{pseudonyms: [], changed: []}",
            "{consent: fictional, pseudonyms: [], changed: [], by: a}",
        ],
    ),
    ("assessment", &["", "{}", "{draw: 5, pass: 75}"], &["5", "[]", "{drawn: 5}"]),
    ("extra", &["{}", "{a: 1, b: [c]}", ""], &["[a]", "a", "1"]),
];

pub(crate) const COURSE: Rows = &[
    ("id", &["\"repair\"", "\"a-1\""], &["\"A\"", "\"a_b\"", "\"a--b\"", "\"\"", "5"]),
    ("former_ids", &["[]", "[\"a-1\", \"b\"]"], &["\"a\"", "[\"A\"]", "[5]"]),
    ("audience", &["\"All\""], &["\"\"", "[\"All\"]"]),
    (
        "authors",
        &["[]", "[\"A\"]", "[{ name = \"A\", credentials = \"PhD\" }]"],
        &["\"A\"", "[5]", "[{ credentials = \"PhD\" }]", "[{ name = \"A\", role = \"b\" }]", "[\"\"]"],
    ),
    ("disclosures", &["\"None.\""], &["\"\"", "false"]),
    ("reviewed", &["2026-09-01", "\"2026-09-01\""], &["2026-09-01T10:00:00", "\"2026-9-1\"", "\"2026-02-30\"", "2026"]),
    (
        "contributors",
        &["[]", "[\"A\", { name = \"B\", role = \"films\" }]"],
        &["\"A\"", "[5]", "[{ role = \"films\" }]", "[{ name = \"\" }]"],
    ),
    ("prerequisites", &["[]", "[\"A first course\"]"], &["\"A\"", "[1]", "[\"\"]"]),
    (
        "licence",
        &["\"CC BY 4.0\"", "\"Ours\"", "{ name = \"A\" }", "{ name = \"A\", url = \"https://example.org\" }"],
        &["\"\"", "5", "{}", "{ name = \"A\", url = \"x\" }", "{ url = \"https://example.org\" }"],
    ),
    ("version", &["\"2.1\"", "\"spring\""], &["\"\"", "2.1"]),
    (
        "doi",
        &["\"10.5281/zenodo.1\"", "\"doi:10.1/a\"", "\"https://doi.org/10.1037/a(1)\""],
        &["\"zenodo.1\"", "\"10.5281\"", "\"10.a/b\"", "\"10.1/a b\"", "5"],
    ),
    (
        "edit",
        &["\"https://example.org/edit/{path}\"", "\"https://example.org/{path}?t={title}\""],
        &[
            "\"https://example.org/\"",
            "\"x/{path}\"",
            "\"https://example.org/{path}/{file}\"",
            "\"https://e.org/a {path}\"",
        ],
    ),
    (
        "feedback",
        &["\"mailto:a@example.org\"", "\"https://example.org/?page={path}&t={title}\""],
        &["\"a@example.org\"", "\"javascript:alert(1)\"", "\"tel:1\"", "\"mailto:a@example.org?subject={file}\""],
    ),
    ("pass_mark", &["0", "100"], &["-1", "101", "\"75\""]),
    ("credit", &["\"nasba\""], &["\"hours\"", "5"]),
    (
        "difficulty",
        &["1\ncredit = \"mergener\"", "5\ncredit = \"mergener\""],
        &[
            "3",
            "3\ncredit = \"nasba\"",
            "0\ncredit = \"mergener\"",
            "6\ncredit = \"mergener\"",
            "\"3\"\ncredit = \"mergener\"",
        ],
    ),
];

pub(crate) const CERTIFICATE: Rows = &[
    (
        "requires",
        &["[\"lessons\"]", "[\"assessment\", \"practice\", \"lessons\"]"],
        &["[]", "\"lessons\"", "[\"lessons\", \"lessons\"]", "[\"lesson\"]", "[5]", "true"],
    ),
    ("provider", &["\"An institute\"\nrequires = [\"lessons\"]"], &["5\nrequires = [\"lessons\"]", "\"An institute\""]),
];

pub(crate) const SECURITY: Rows = &[
    (
        "frame_ancestors",
        &["[]", "[\"https://lms.example\", \"https://*.uni.example:8443\", \"*\"]", "[\"HTTP://localhost:*\"]"],
        &[
            "\"https://lms.example\"",
            "[\"lms.example\"]",
            "[\"https://lms.example/course\"]",
            "[\"'self'\"]",
            "[\"https://a.example; script-src *\"]",
            "[\"https://a.example https://b.example\"]",
            "[5]",
        ],
    ),
    (
        "policy",
        &[
            "{}",
            "{ img-src = [] }",
            "{ img-src = [\"data:\", \"https://a.example/x/\"], style-src = [\"'unsafe-inline'\", \"'sha256-QUJD='\"] }",
        ],
        &[
            "[]",
            "{ img-src = \"data:\" }",
            "{ base-uri = [] }",
            "{ img-src = [\"'self'\"] }",
            "{ img-src = [\"a b\"] }",
        ],
    ),
    (
        "headers",
        &["{}", "{ Strict-Transport-Security = \"max-age=63072000; includeSubDomains\", X-A = \"b\" }"],
        &["[]", "{ X-A = 5 }", "{ X-A = \"\" }", "{ X-A = \"é\" }", "{ \"X A\" = \"b\" }", "{ \"1\" = \"b\" }"],
    ),
];

pub(crate) const THEME: Rows = &[
    ("name", &["\"mine\""], &["\"a/b\"", "\"\"", "5"]),
    (
        "colors",
        &["{ accent = \"#1d5a73\", ink-soft = \"#555\" }", "{}"],
        &["{ accent = \"blue\" }", "{ accent = \"#12345\" }", "{ sheet = \"#fff\" }", "\"#fff\"", "{ ink = 5 }"],
    ),
    (
        "styles",
        &["[\"mine.css\"]", "[]", "[\"a/b.css\"]"],
        &["[\"mine.scss\"]", "\"mine.css\"", "[\"../a.css\"]", "[\"/a.css\"]", "[\"https://a.example/b.css\"]"],
    ),
    ("scripts", &["[\"mine.js\", \"mine.mjs\"]"], &["[\"mine.ts\"]", "[\"./a.js\"]", "[5]"]),
    ("logo", &["\"logo.svg\"", "\"a/logo.png\""], &["\"logo\"", "\"logo.pdf\"", "\"\"", "[\"logo.svg\"]"]),
];

pub(crate) const SUPPORT: Rows = &[
    ("title", &["\"a\""], &["\"\"", "5"]),
    ("text", &["\"a\""], &["\"\"", "5"]),
    (
        "links",
        &["[]", "[\"a\", { label = \"b\", url = \"tel:112\" }]"],
        &[
            "\"a\"",
            "[{ label = \"b\" }]",
            "[{ url = \"tel:112\" }]",
            "[{ label = \"b\", url = \"javascript:x\" }]",
            "[{ label = \"b\", url = \"tel:1\", x = 1 }]",
            "[5]",
        ],
    ),
];

//! Every code, with its severity. Explanations stand in `docs/diagnostics.md`.

use super::Severity;

macro_rules! codes {
    ($($(#[$doc:meta])* $variant:ident = $name:literal, $severity:ident;)*) => {
        /// The name of a rule: stable, in kebab case, never reused for another meaning.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $($(#[$doc])* $variant,)* }

        impl Code {
            /// Every code, in the order of the pipeline.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The code as printed.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// The severity a finding has unless the course says otherwise.
            pub fn severity(self) -> Severity {
                match self { $(Self::$variant => Severity::$severity,)* }
            }
        }
    };
}

codes! {
    // Input
    /// A file that should be text is not UTF-8.
    InputNotUtf8 = "input-not-utf8", Error;
    /// A symbolic link leads out of the course.
    InputLinkOutside = "input-link-outside", Error;
    /// A symbolic link leads nowhere, or back to a folder that it lies in.
    InputLinkBroken = "input-link-broken", Error;
    /// A pipe, socket or device stands where a file should.
    InputSpecialFile = "input-special-file", Error;
    /// A file is larger than Attune reads.
    InputTooLarge = "input-too-large", Error;
    /// A file that is copied beside the pages has nothing in it.
    InputEmpty = "input-empty", Error;
    /// A file's name is not Unicode.
    InputNotUnicodeName = "input-not-unicode-name", Error;
    /// A file or folder whose name begins with a dot.
    InputHidden = "input-hidden", Error;
    /// A backup of another file, as editors leave them.
    InputBackup = "input-backup", Error;
    /// A page under a name that is not a page's.
    InputPageSpelling = "input-page-spelling", Error;
    /// A document whose scripts would run in the course's name.
    InputRunsScripts = "input-runs-scripts", Error;
    /// A file of no known type.
    InputUnknownType = "input-unknown-type", Error;
    /// The course has no `site.toml`, no `content` folder or no front page.
    InputMissing = "input-missing", Error;
    /// A module's folder has no `_index.md`, and is called after its name.
    ModuleNoIndex = "module-no-index", Warning;
    // Configuration
    /// `site.toml` is not TOML.
    ConfigSyntax = "config-syntax", Error;
    /// A key that `site.toml` does not have.
    ConfigUnknownKey = "config-unknown-key", Error;
    /// A key of `site.toml` that this version does nothing with yet.
    ConfigUnsupportedKey = "config-unsupported-key", Error;
    /// A value of the wrong type.
    ConfigWrongType = "config-wrong-type", Error;
    /// A key that must be there is not.
    ConfigMissingKey = "config-missing-key", Error;
    /// A value of the right type that makes no sense.
    ConfigBadValue = "config-bad-value", Error;
    // Front matter
    /// A page does not begin with front matter.
    FrontMatterMissing = "front-matter-missing", Error;
    /// The front matter has no closing line.
    FrontMatterUnclosed = "front-matter-unclosed", Error;
    /// Keys of front matter stand behind the line that closes it.
    FrontMatterOutside = "front-matter-outside", Error;
    /// The front matter is not YAML.
    FrontMatterSyntax = "front-matter-syntax", Error;
    /// A key that front matter does not have.
    FrontMatterUnknownKey = "front-matter-unknown-key", Error;
    /// A value of the wrong type.
    FrontMatterWrongType = "front-matter-wrong-type", Error;
    /// A key that must be there is not.
    FrontMatterMissingKey = "front-matter-missing-key", Error;
    /// A value of the right type that makes no sense.
    FrontMatterBadValue = "front-matter-bad-value", Error;
    /// A `#` that makes a comment of the rest of a value.
    YamlComment = "yaml-comment", Warning;
    /// A kind of page that neither Attune nor the course defines.
    UnknownKind = "unknown-kind", Error;
    /// `glossary.yaml` is not as it should be.
    GlossaryEntry = "glossary-entry", Error;
    /// A definition of the glossary holds what is not shown there.
    GlossaryMarkup = "glossary-markup", Warning;
    /// A work in `references.yaml` or `references.bib` that cannot be read.
    ReferenceEntry = "reference-entry", Error;
    // Values and includes
    /// A value that `site.toml` does not have.
    ValueUnknown = "value-unknown", Error;
    /// A text that does not lie in `content/_shared`.
    IncludeUnknown = "include-unknown", Error;
    /// An include in the wrong place, or a text that cannot be put into others.
    IncludeForm = "include-form", Error;
    // Containers
    /// A container has no closing line.
    ContainerUnclosed = "container-unclosed", Error;
    /// A closing line has nothing to close.
    ContainerStray = "container-stray", Error;
    /// A container that does not exist.
    ContainerUnknown = "container-unknown", Error;
    /// A container where it must not be.
    ContainerNesting = "container-nesting", Error;
    /// A `:::` line inside a list or a quotation.
    ContainerMisplaced = "container-misplaced", Error;
    /// A part for facilitators in the spelling of another tool, which would be published.
    ContainerForeign = "container-foreign", Error;
    /// A mark by which another tool, or HTML, hides a text, which would be published.
    HiddenForeign = "hidden-foreign", Error;
    /// Something from a part for facilitators, or a draft, would be published.
    WithheldPublished = "withheld-published", Error;
    /// Attributes that cannot be read, are unknown or have a bad value.
    ContainerAttribute = "container-attribute", Error;
    /// A scenario or practice without an id of its own.
    ContainerNoId = "container-no-id", Note;
    // Markdown
    /// Lists, quotations or elements of raw HTML nested more deeply than a page can show.
    MarkdownTooDeep = "markdown-too-deep", Error;
    /// A picture in SVG of which nobody can tell what it does.
    SvgUnreadable = "svg-unreadable", Error;
    /// What was left out of a picture in SVG.
    SvgRemoved = "svg-removed", Warning;
    /// A colour of the page that a picture cannot have.
    SvgColor = "svg-color", Warning;
    /// Words in a picture that are too small on a phone.
    SvgLabel = "svg-label", Warning;
    /// Raw HTML that was left out of the page.
    HtmlRemoved = "html-removed", Warning;
    /// An element of raw HTML that ends before its end tag.
    HtmlUnclosed = "html-unclosed", Warning;
    /// A comment that ends elsewhere than its author meant, or never.
    CommentEnd = "comment-end", Error;
    /// Raw HTML of a trusted author that the site's own policy keeps from working.
    HtmlBlocked = "html-blocked", Warning;
    /// A link whose scheme could run code.
    LinkUnsafe = "link-unsafe", Error;
    /// A formula that cannot be shown.
    MathForm = "math-form", Error;
    /// Code in a language whose name is probably misspelt.
    CodeLanguage = "code-language", Warning;
    /// A code block is not closed.
    CodeUnclosed = "code-unclosed", Warning;
    /// A link has no words, and what it leads to has no name.
    LinkNoWords = "link-no-words", Error;
    /// A row of a table has more cells than the table has columns.
    TableCells = "table-cells", Warning;
    /// A mark of another tool that would be printed as it is written.
    ForeignMark = "foreign-mark", Warning;
    /// A citation with words between two works.
    CitationForm = "citation-form", Error;
    /// A footnote that more hidden texts mention than a page can hold copies of.
    FootnoteRepeated = "footnote-repeated", Error;
    /// A footnote that is mentioned and not defined.
    FootnoteUnknown = "footnote-unknown", Error;
    /// A footnote that is defined and not mentioned.
    FootnoteUnused = "footnote-unused", Warning;
    /// A footnote that is defined twice.
    FootnoteTwice = "footnote-twice", Error;
    // Questions
    /// A question without a prompt.
    QuestionNoPrompt = "question-no-prompt", Error;
    /// A question whose options have no right answer.
    QuestionNoRightAnswer = "question-no-right-answer", Error;
    /// A question with fewer than two options, steps or pairs.
    QuestionTooFew = "question-too-few", Error;
    /// More than 200 options, steps, pairs, blanks or answers.
    QuestionTooMany = "question-too-many", Error;
    /// An option, step, term or blank without words.
    QuestionEmptyOption = "question-empty-option", Error;
    /// Two options, steps, terms or definitions that say the same.
    QuestionEqualOptions = "question-equal-options", Error;
    /// A question with two kinds of answer, or an option without a box.
    QuestionMixed = "question-mixed", Error;
    /// Feedback on an option that is not indented.
    QuestionNotIndented = "question-not-indented", Error;
    /// A line goes on with an option's words, and was probably meant as feedback.
    QuestionOptionGoesOn = "question-option-goes-on", Warning;
    /// A list without boxes in the place of options.
    QuestionNoBoxes = "question-no-boxes", Warning;
    /// An open question without a model answer.
    QuestionNoModelAnswer = "question-no-model-answer", Warning;
    /// A question of another kind than its `kind` says.
    QuestionKind = "question-kind", Error;
    /// A blank for a number that holds none.
    QuestionNumber = "question-number", Error;
    /// An attribute that does nothing for this kind of question.
    QuestionUnusedAttribute = "question-unused-attribute", Warning;
    /// A question names an objective that its page does not have.
    QuestionUnknownObjective = "question-unknown-objective", Error;
    /// A question without an id of its own.
    QuestionNoId = "question-no-id", Note;
    /// A film or a recording without captions or a transcript, or with an address that is no film.
    MediaForm = "media-form", Error;
    /// Captions that a player cannot read, or would show at a wrong time.
    CaptionsForm = "captions-form", Error;
    /// A film or a recording in raw HTML.
    MediaRaw = "media-raw", Warning;
    /// A film, a recording or a picture that takes long to load on a phone.
    MediaHeavy = "media-heavy", Warning;
    // How questions are written
    /// The right option is the longest by far.
    ItemKeyLongest = "item-key-longest", Warning;
    /// A word such as `always` in an option that is not right.
    ItemAbsolute = "item-absolute", Warning;
    /// An option that stands for the other options.
    ItemAllOrNone = "item-all-or-none", Warning;
    /// A question that turns on a `not` without emphasis.
    ItemNegativeStem = "item-negative-stem", Warning;
    /// A word such as `often` in an option.
    ItemVagueFrequency = "item-vague-frequency", Warning;
    /// Fewer than three options, entries to put in order or pairs, or too many options.
    ItemOptionCount = "item-option-count", Warning;
    /// A question of which every option is right.
    ItemAllRight = "item-all-right", Warning;
    /// Two options that say the same.
    ItemSameOption = "item-same-option", Warning;
    /// An option that is not right, without feedback.
    ItemNoFeedback = "item-no-feedback", Warning;
    /// A question that cannot be answered with the options covered.
    ItemUnfocusedStem = "item-unfocused-stem", Warning;
    /// A word of the question that stands in the right option alone.
    ItemStemInKey = "item-stem-in-key", Warning;
    /// Options of unlike form or length.
    ItemUnlikeOptions = "item-unlike-options", Warning;
    /// Options that overlap.
    ItemOverlap = "item-overlap", Warning;
    /// The right options of a module's questions always have the same place.
    ItemKeyPlace = "item-key-place", Warning;
    /// The right options of a course are found by what can be seen of them without understanding.
    ItemKeySurface = "item-key-surface", Warning;
    /// As many options are right, or most have one rating, all over a course.
    ItemKeyShare = "item-key-share", Warning;
    /// A question that leans on another.
    ItemHinged = "item-hinged", Warning;
    // Dialogues, scenarios, practice and figures
    /// A dialogue that is not a list of speakers and words, or a mark that cannot be read.
    DialogueTurn = "dialogue-turn", Error;
    /// A scenario that is not made of moments and choices.
    ScenarioForm = "scenario-form", Error;
    /// A choice that leads to a moment that is not there.
    ScenarioTarget = "scenario-target", Error;
    /// A moment that no choice leads to.
    ScenarioUnreachable = "scenario-unreachable", Error;
    /// A moment without a choice that is no ending, or an ending with one.
    ScenarioDeadEnd = "scenario-dead-end", Error;
    /// Moments from which no choice ever leads to an end.
    ScenarioLoop = "scenario-loop", Error;
    /// An ending without a word about it.
    ScenarioNoDebrief = "scenario-no-debrief", Error;
    /// A choice without feedback.
    ScenarioNoFeedback = "scenario-no-feedback", Warning;
    /// A practice that lacks a level, a model answer or criteria.
    PracticeForm = "practice-form", Error;
    /// An assessment that draws more questions than it has, or one that has no points.
    AssessmentForm = "assessment-form", Error;
    /// A figure without exactly one picture at its head.
    FigurePicture = "figure-picture", Error;
    // The course as a whole
    /// A page or folder whose name has nothing of which an address could be made.
    AddressEmpty = "address-empty", Error;
    /// An address that is no name of a file or folder on some system.
    AddressNotPortable = "address-not-portable", Error;
    /// Two sources for one address.
    DuplicateAddress = "duplicate-address", Error;
    /// The same id twice on a page.
    DuplicateId = "duplicate-id", Error;
    /// The same objective id twice in the course.
    DuplicateObjective = "duplicate-objective", Error;
    /// A link to a page or file that is not there.
    BrokenLink = "broken-link", Error;
    /// A link to a place on a page that is not there.
    BrokenAnchor = "broken-anchor", Error;
    /// A picture, sound or film that is not there.
    BrokenImage = "broken-image", Error;
    /// A glossary term that is not there.
    UnknownTerm = "unknown-term", Error;
    /// A citation of a work that the bibliography does not have.
    UnknownReference = "unknown-reference", Error;
    /// A work in the bibliography that no page cites.
    UnusedReference = "unused-reference", Warning;
    /// A mark on a turn of a dialogue that names no page which teaches it.
    DialogueMark = "dialogue-mark", Error;
    /// A picture without a text alternative.
    ImageNoAlt = "image-no-alt", Error;
    /// A heading that skips a level.
    HeadingSkip = "heading-skip", Warning;
    /// A first-level heading in a body, where the title is the first level.
    HeadingFirstLevel = "heading-first-level", Warning;
    /// A heading without words.
    HeadingEmpty = "heading-empty", Warning;
    /// A heading with classes or other attributes.
    HeadingAttribute = "heading-attribute", Warning;
    /// An objective that no question serves.
    ObjectiveUntested = "objective-untested", Warning;
    /// An objective that only one question serves.
    ObjectiveOneItem = "objective-one-item", Warning;
    /// A question that serves no objective, on a page that has some.
    QuestionNoObjective = "question-no-objective", Warning;
    /// A question that comes before its objective is taught.
    QuestionBeforeObjective = "question-before-objective", Warning;
    /// A page that no reader can reach.
    PageUnreachable = "page-unreachable", Warning;
    // Privacy
    /// Somebody's name in case material.
    PrivacyName = "privacy-name", Error;
    /// A place smaller than a region, an address or an institution with its name.
    PrivacyPlace = "privacy-place", Error;
    /// A date with more than a year.
    PrivacyDate = "privacy-date", Error;
    /// An exact age.
    PrivacyAge = "privacy-age", Error;
    /// A phone or fax number.
    PrivacyPhone = "privacy-phone", Error;
    /// An email address.
    PrivacyEmail = "privacy-email", Error;
    /// A web address or a name on a platform.
    PrivacyUrl = "privacy-url", Error;
    /// An address on the internet.
    PrivacyIp = "privacy-ip", Error;
    /// A number of a record, an account, an insurance, a licence or a tax.
    PrivacyNumber = "privacy-number", Error;
    /// A number plate or the number of a vehicle.
    PrivacyVehicle = "privacy-vehicle", Error;
    /// The number of a device.
    PrivacyDevice = "privacy-device", Error;
    /// A fingerprint, a voice, a mark on the body.
    PrivacyBiometric = "privacy-biometric", Error;
    /// A photograph in case material.
    PrivacyPhoto = "privacy-photo", Error;
    /// Details that together single a person out.
    PrivacyCombination = "privacy-combination", Error;
    /// A term of the deny list.
    PrivacyDeniedTerm = "privacy-denied-term", Error;
    /// A made-up name that is like a term of the deny list.
    PrivacyPseudonym = "privacy-pseudonym", Error;
    /// What the attestation of a case leaves open, or no longer says.
    PrivacyAttestation = "privacy-attestation", Warning;
    /// What a file tells beside what it shows.
    PrivacyMetadata = "privacy-metadata", Error;
    /// An exception that cannot be read, or has no reason.
    PrivacyException = "privacy-exception", Error;
    /// An exception whose last day is past.
    PrivacyExceptionEnded = "privacy-exception-ended", Warning;
    /// An exception for something that is not there.
    PrivacyExceptionUnused = "privacy-exception-unused", Warning;
    // Theme
    /// The theme that `site.toml` names is not there.
    ThemeMissing = "theme-missing", Error;
    /// The interface has no words in the course's language.
    InterfaceLanguage = "interface-language", Warning;
    /// A file that `[theme]` names is not there.
    ThemeAsset = "theme-asset", Error;
    /// A colour of the course's own cannot be read.
    ThemeContrast = "theme-contrast", Error;
    /// A file of a theme that nothing uses.
    ThemeFile = "theme-file", Warning;
    /// A template that cannot be read.
    TemplateSyntax = "template-syntax", Error;
    /// A template names something that there is not.
    TemplateField = "template-field", Error;
    /// A template fills the interface's words with the wrong names.
    TemplateFill = "template-fill", Error;
    /// A template has nothing in it.
    TemplateEmpty = "template-empty", Error;
    /// A template has what the site's own policy keeps from working.
    TemplateInline = "template-inline", Error;
    /// A template that failed while a page was made.
    TemplateRender = "template-render", Error;
    /// A file of words for the interface that is not as it should be.
    ThemeStrings = "theme-strings", Error;
    /// A script in the place of one of the theme's that cannot be joined with the others.
    ThemeScript = "theme-script", Error;
    // Import
    /// What is imported cannot be read.
    ImportUnreadable = "import-unreadable", Error;
    /// Something in what is imported has no counterpart.
    ImportNoCounterpart = "import-no-counterpart", Warning;
}

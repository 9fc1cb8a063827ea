//! The languages, each with what it is called and what its words and signs are.

use crate::diagnostic::suggest;

use super::Form;

/// A language.
#[derive(Debug)]
pub(in crate::content) struct Language {
    /// What it is called behind a fence, in lower case; the first is its usual name.
    names: &'static [&'static str],
    pub(super) form: Form,
    pub(super) line_comments: &'static [&'static str],
    pub(super) block_comments: &'static [(&'static str, &'static str)],
    /// Marks that begin and end a text, which has escapes with a backslash.
    pub(super) texts: &'static str,
    /// Marks of several characters that do, without escapes.
    pub(super) long_texts: &'static [&'static str],
    /// With spaces between.
    pub(super) keywords: &'static str,
    /// Words for values, and types.
    pub(super) constants: &'static str,
    /// Whether keywords may have capitals.
    ignores_case: bool,
    /// Whether `$name` is a variable, as in shells.
    pub(super) has_variables: bool,
    /// Whether `'a` may be something else than a text.
    pub(super) has_lifetimes: bool,
    /// Characters beside letters, digits and `_` that words may have.
    word_signs: &'static str,
}

/// A language of which nothing is known.
const NONE: Language = Language {
    names: &[],
    form: Form::Code,
    line_comments: &[],
    block_comments: &[],
    texts: "\"'",
    long_texts: &[],
    keywords: "",
    constants: "",
    ignores_case: false,
    has_variables: false,
    has_lifetimes: false,
    word_signs: "",
};

/// Names of what is shown as it is.
const PLAIN: [&str; 12] =
    ["text", "txt", "plain", "plaintext", "none", "output", "error", "warning", "console", "source", "ascii", "log"];

/// Comments as C has them.
const SLASHES: Language = Language { line_comments: &["//"], block_comments: &[("/*", "*/")], ..NONE };

const LANGUAGES: &[Language] = &[
    Language {
        names: &["python", "py", "python3", "pycon", "ipython"],
        line_comments: &["#"],
        long_texts: &["\"\"\"", "'''"],
        keywords: "and as assert async await break case class continue def del elif else except finally for from global if import in is \
                   lambda match nonlocal not or pass raise return try while with yield",
        constants: "True False None self cls int float str bool list dict set tuple",
        ..NONE
    },
    Language {
        names: &["r", "rscript", "splus"],
        line_comments: &["#"],
        texts: "\"'`",
        keywords: "if else for while repeat function return next break in library require",
        constants: "TRUE FALSE NULL NA NaN Inf NA_character_ NA_integer_ NA_real_",
        word_signs: ".",
        ..NONE
    },
    Language {
        names: &["bash", "sh", "shell", "zsh", "fish", "shell-session", "sh-session"],
        line_comments: &["#"],
        keywords: "if then elif else fi for while until do done case esac in function select return exit export local readonly source \
                   alias set unset shift trap",
        constants: "true false",
        has_variables: true,
        word_signs: "-",
        ..NONE
    },
    Language {
        names: &["powershell", "ps1", "pwsh"],
        line_comments: &["#"],
        block_comments: &[("<#", "#>")],
        keywords: "if else elseif foreach for while do switch function param return try catch finally throw in begin process end",
        ignores_case: true,
        has_variables: true,
        word_signs: "-",
        ..NONE
    },
    Language {
        names: &["sql", "sqlite", "postgresql", "mysql"],
        line_comments: &["--"],
        block_comments: &[("/*", "*/")],
        keywords: "select from where group by having order limit offset join left right inner outer full cross on as and or not in is \
                   like between exists union all distinct insert into values update set delete create table view index drop alter add \
                   primary key foreign references unique default check constraint case when then else end with asc desc count sum avg \
                   min max begin commit rollback",
        constants: "null true false integer text real blob varchar char date boolean int float",
        ignores_case: true,
        ..NONE
    },
    Language {
        names: &["javascript", "js", "mjs", "cjs", "jsx", "typescript", "ts", "tsx", "node"],
        texts: "\"'`",
        keywords: "async await break case catch class const continue debugger default delete do else export extends finally for from \
                   function get if import in instanceof let new of return set static super switch throw try typeof var void while with \
                   yield interface type enum implements private public protected readonly as declare namespace abstract",
        constants: "true false null undefined NaN Infinity this string number boolean any unknown never",
        ..SLASHES
    },
    Language {
        names: &["rust", "rs"],
        texts: "\"'",
        keywords: "as async await break const continue crate dyn else enum extern fn for if impl in let loop match mod move mut pub ref \
                   return static struct super trait type unsafe use where while",
        constants: "true false self Self None Some Ok Err",
        has_lifetimes: true,
        ..SLASHES
    },
    Language {
        names: &["c", "h", "c++", "cpp", "cxx", "hpp", "arduino"],
        keywords: "auto break case catch class const constexpr continue default delete do else enum explicit extern for friend goto if \
                   inline namespace new operator private protected public register return sizeof static struct switch template this \
                   throw try typedef typename union using virtual volatile while",
        constants: "true false NULL nullptr void int char short long float double bool unsigned signed size_t",
        ..SLASHES
    },
    Language {
        names: &["java", "kotlin", "kt", "scala", "c#", "cs", "csharp", "dart"],
        keywords: "abstract as async await break case catch class const continue default do else enum extends final finally for foreach \
                   fun get goto if implements import in instanceof interface internal is namespace new object out override package \
                   private protected public readonly record return sealed set static struct super switch synchronized this throw throws \
                   trait try using val var virtual when where while yield",
        constants: "true false null void int long short byte char float double boolean bool string String Int Unit",
        ..SLASHES
    },
    Language {
        names: &["go", "golang", "swift"],
        texts: "\"'`",
        keywords: "break case chan const continue default defer else fallthrough for func go goto if import interface map package range \
                   return select struct switch type var let guard class enum extension protocol init self throws try catch where while in",
        constants: "true false nil string int error bool byte rune float64 String Int Double Bool",
        ..SLASHES
    },
    Language {
        names: &["php"],
        line_comments: &["//", "#"],
        block_comments: &[("/*", "*/")],
        keywords: "abstract and array as break case catch class const continue declare default do echo else elseif extends final finally \
                   fn for foreach function global if implements include interface match namespace new or private protected public \
                   require return static switch throw trait try use var while yield",
        constants: "true false null",
        has_variables: true,
        ..NONE
    },
    Language {
        names: &["julia", "jl", "ruby", "rb", "elixir", "lua", "matlab", "octave"],
        line_comments: &["#", "--", "%"],
        keywords: "and begin break case catch class def do else elseif elsif end ensure export for function global if import in let local \
                   macro module next nil not or quote require rescue return self struct then try unless until using when while yield",
        constants: "true false nothing missing nil NaN Inf",
        ..NONE
    },
    Language {
        names: &["stata", "spss", "sas", "jags", "stan"],
        line_comments: &["//", "#"],
        block_comments: &[("/*", "*/")],
        keywords: "by if in for foreach forvalues while else data model parameters transformed generated quantities functions int real \
                   vector matrix array lower upper regress logit summarize tabulate generate replace keep drop use save merge set proc \
                   run quit var class compute recode execute frequencies descriptives",
        ignores_case: true,
        ..NONE
    },
    Language {
        names: &["css", "scss", "sass", "less"],
        form: Form::Keys,
        block_comments: &[("/*", "*/")],
        keywords: "important",
        word_signs: "-",
        ..NONE
    },
    Language {
        names: &["json", "jsonc", "json5", "geojson", "ipynb"],
        form: Form::Keys,
        texts: "\"",
        constants: "true false null",
        ..SLASHES
    },
    Language {
        names: &["yaml", "yml"],
        form: Form::Keys,
        line_comments: &["#"],
        constants: "true false null yes no on off",
        word_signs: "-.",
        ..NONE
    },
    Language {
        names: &["toml", "ini", "cfg", "conf", "properties", "env", "dotenv", "editorconfig"],
        form: Form::Keys,
        line_comments: &["#", ";"],
        long_texts: &["\"\"\"", "'''"],
        constants: "true false",
        word_signs: "-.",
        ..NONE
    },
    Language {
        names: &["dockerfile", "docker", "makefile", "make"],
        form: Form::Keys,
        line_comments: &["#"],
        keywords: "FROM RUN CMD COPY ADD ENV ARG EXPOSE ENTRYPOINT WORKDIR USER VOLUME LABEL AS ifeq else endif include",
        has_variables: true,
        word_signs: "-.",
        ..NONE
    },
    Language {
        names: &["bibtex", "bib"],
        form: Form::Keys,
        line_comments: &["%"],
        texts: "\"",
        word_signs: "-",
        ..NONE
    },
    Language { names: &["latex", "tex", "katex"], form: Form::Tex, line_comments: &["%"], texts: "", ..NONE },
    Language { names: &["html", "xml", "svg", "xhtml", "vue", "svelte", "mathml"], form: Form::Markup, ..NONE },
    Language { names: &["diff", "patch"], form: Form::Diff, ..NONE },
    Language {
        names: &["haskell", "hs", "ocaml", "fsharp", "elm"],
        line_comments: &["--", "//"],
        block_comments: &[("{-", "-}"), ("(*", "*)")],
        texts: "\"",
        keywords: "case class data deriving do else fun if import in instance let match module newtype of open rec then type where with",
        constants: "True False true false",
        ..NONE
    },
    Language {
        names: &["lisp", "scheme", "clojure", "clj", "racket", "elisp"],
        line_comments: &[";"],
        texts: "\"",
        keywords: "define defn def defun fn let lambda if cond do loop recur ns require quote set! begin",
        constants: "nil true false t",
        word_signs: "-!?*",
        ..NONE
    },
];

impl Language {
    /// Whether a word is among others with spaces between.
    pub(super) fn has(&self, words: &str, word: &str) -> bool {
        let mut words = words.split_ascii_whitespace();
        if self.ignores_case {
            words.any(|known| known.eq_ignore_ascii_case(word))
        } else {
            words.any(|known| known == word)
        }
    }

    /// Whether a character can stand within a word.
    pub(super) fn is_in_word(&self, character: char) -> bool {
        super::is_word(character) || self.word_signs.contains(character)
    }
}

/// The language of a name as it stands behind a fence.
pub(in crate::content) fn language(name: &str) -> Option<&'static Language> {
    let name = name.trim_start_matches('{').trim_start_matches('.').to_lowercase();
    LANGUAGES.iter().find(|language| language.names.contains(&name.as_str()))
}

/// Whether code of this name is shown as it is.
pub(in crate::content) fn is_plain(name: &str) -> bool {
    PLAIN.contains(&name.to_lowercase().as_str())
}

/// The name that a misspelt one is meant to be.
pub(in crate::content) fn nearest(name: &str) -> Option<&'static str> {
    suggest(name, names().chain(PLAIN)).correction
}

/// Every name.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    LANGUAGES.iter().flat_map(|language| language.names).copied()
}

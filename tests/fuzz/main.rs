//! Inputs from grammars of what authors and attackers write, for everything that reads them: no panic, no abort, nothing in a page
//! that could run, no word lost, the same site warm and cold, and time in proportion.
//!
//! Each target ([`targets`]) runs in a process of its own with limits of memory and processor time, so that one that is
//! killed, overflows its stack or never ends is told with its input. `TIMES=100 cargo test --release --test fuzz` tries a hundred
//! times as many inputs as the ordinary run, `-- NAME` those of one target; `SEED=n` makes other ones.

mod course;
mod inputs;
#[path = "../support/markdown.rs"]
mod markdown;
mod oracles;
#[path = "../support/processor_time.rs"]
mod processor_time;
mod pumping;
mod targets;
mod words;

use std::path::Path;
use std::process::Command;

use proptest::strategy::Strategy;
use proptest::test_runner::{Config, RngAlgorithm, TestError, TestRng, TestRunner};

use targets::{TARGETS, Target};

/// The variable that tells a process of its own which target it is to run.
const TARGET: &str = "FUZZ_TARGET";
/// The one that names the file for the input that is being tried.
const TRIED: &str = "FUZZ_TRIED";
/// Kilobytes of address space, and seconds of processor time for each thousand inputs: far more than any needs.
const MEMORY: u64 = 4 * 1024 * 1024;
const SECONDS: u64 = 120;

fn number(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).ok().map_or(otherwise, |value| value.parse().expect("a number"))
}

/// How many inputs of a target are tried.
fn cases(target: &Target) -> u64 {
    target.cases * number("TIMES", 1)
}

/// Runs a target in a process with limits.
#[expect(clippy::print_stdout, reason = "the test says how many inputs it tried")]
fn run(name: &str) {
    let target = TARGETS.iter().find(|target| target.name == name).expect("a target");
    let tried = tempfile::NamedTempFile::new().expect("a temporary file");
    let seconds = SECONDS + SECONDS * cases(target) / 1000;
    let this = std::env::current_exe().expect("this program");
    let mut command = if cfg!(target_os = "linux") {
        let mut shell = Command::new("sh");
        shell
            .args(["-c", &format!("ulimit -c 0; ulimit -v {MEMORY}; ulimit -t {seconds}; exec \"$0\" \"$@\"")])
            .arg(&this);
        shell
    } else {
        Command::new(&this)
    };
    let output = command
        .args(["--exact", "one_target", "--ignored", "--nocapture", "--test-threads=1"])
        .env(TARGET, name)
        .env("RUST_BACKTRACE", "0")
        .env(TRIED, tried.path())
        .output()
        .expect("it runs");
    let said = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{name}: {}\n{said}\nthe last input was {:?}", output.status, last(tried.path()));
    println!("{}", said.lines().find(|line| line.starts_with(name)).unwrap_or(&said));
}

fn last(path: &Path) -> String {
    String::from_utf8_lossy(&std::fs::read(path).unwrap_or_default()).into_owned()
}

/// Not a test by itself: what [`run`] starts.
#[test]
#[ignore = "the other tests start it in a process with limits"]
fn one_target() {
    let Ok(name) = std::env::var(TARGET) else { return };
    let target = TARGETS.iter().find(|target| target.name == name).expect("a target");
    let tried = std::env::var_os(TRIED).map(std::path::PathBuf::from).expect("a file");
    // A panic is told once, with the smallest input, and not for each step on the way there.
    std::panic::set_hook(Box::new(|_| {}));
    let cases = u32::try_from(cases(target)).expect("some million");
    let config = Config { cases, failure_persistence: None, max_shrink_iters: 4000, ..Config::default() };
    let seed = number("SEED", 1).to_le_bytes().repeat(4);
    let mut runner = TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::XorShift, &seed[..16]));
    let inputs = inputs::strategy(target.dictionary);
    let mut attempt = target.attempt();
    let attempts = std::cell::RefCell::new((&mut attempt, 0u64));
    let found = runner.run(&inputs.prop_map(|input| inputs::planted(&input)), |input| {
        std::fs::write(&tried, &input).expect("written");
        let mut attempts = attempts.borrow_mut();
        attempts.1 += 1;
        attempts.0.try_input(&input).map_err(proptest::test_runner::TestCaseError::fail)
    });
    drop(std::panic::take_hook());
    let (attempt, count) = attempts.into_inner();
    match found {
        Ok(()) => println!("{name}: {count} inputs, {}", attempt.counts()),
        Err(TestError::Fail(why, input)) => panic!("{name}: {why}\nwith {input:?}"),
        Err(TestError::Abort(why)) => panic!("{name}: {why}"),
    }
}

macro_rules! each {
    ($($name:ident),* $(,)?) => {
        $(#[test]
        fn $name() {
            run(stringify!($name));
        })*

        #[test]
        fn every_target_is_run() {
            let names: Vec<&str> = TARGETS.iter().map(|target| target.name).collect();
            assert_eq!(names, [$(stringify!($name)),*]);
        }
    };
}

each!(
    front_matter,
    addresses,
    site_toml,
    glossary,
    references_yaml,
    references_bib,
    markdown,
    containers,
    included,
    question,
    blanks,
    dialogue,
    scenario,
    practice,
    links,
    raw_html,
    case,
    raw_html_trusted,
    svg,
    templates,
    strings,
    file_names,
    record,
    shard,
    metadata,
    http,
);

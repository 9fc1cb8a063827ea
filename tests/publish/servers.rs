//! The servers, each started when it is first asked for, on a port that is free, and stopped with the test.

use std::io::{BufRead as _, BufReader};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use crate::http::{send, send_body};

/// Long enough for any machine.
const PATIENCE: Duration = Duration::from_secs(180);
/// Between two looks at what another process does: whoever looks without a pause takes a core from it.
pub(crate) const POLL: Duration = Duration::from_millis(2);

/// A server; it ends with the value.
pub(crate) struct Server {
    child: Child,
    /// Host and port.
    pub(crate) address: String,
    _folder: tempfile::TempDir,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A port that nothing listens at and no other server of these tests has. It lies below those from which systems take one for each
/// connection outward, of which these tests make thousands before the server listens.
fn free_port() -> u16 {
    static NEXT: Mutex<u16> = Mutex::new(0);
    let first = (std::process::id() % 10_000) as u16;
    loop {
        let mut next = NEXT.lock().expect("no test broke off");
        let port = 20_000 + (first + *next) % 12_000;
        *next += 1;
        if TcpListener::bind(("127.0.0.1", port)).is_ok() {
            return port;
        }
    }
}

/// A file of `tests/stores`, which its script installs.
fn installed(path: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/stores").join(path);
    assert!(path.exists(), "`{}` is not there: run tests/stores/install", path.display());
    path
}

impl Server {
    fn start(command: impl FnOnce(&str, &Path) -> Command) -> Self {
        let port = free_port();
        let folder = tempfile::tempdir().expect("a temporary folder");
        let mut command = command(&port.to_string(), folder.path());
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("it starts");
        let stderr = child.stderr.take().expect("it is piped");
        // What it says must not fill the pipe.
        std::thread::spawn(move || BufReader::new(stderr).lines().count());
        let address = format!("127.0.0.1:{port}");
        let start = Instant::now();
        while TcpStream::connect(&address).is_err() {
            assert!(
                start.elapsed() < PATIENCE && child.try_wait().expect("it is ours").is_none(),
                "{command:?} does not answer"
            );
            std::thread::sleep(POLL);
        }
        Self { child, address, _folder: folder }
    }

    /// moto, for S3, with a bucket that everybody may read.
    pub(crate) fn moto(bucket: &str) -> Self {
        let server = Self::start(|port, _| {
            let mut command = Command::new(installed(".venv/bin/moto_server"));
            command.args(["-H", "127.0.0.1", "-p", port]);
            command
        });
        assert_eq!(send(&server.address, "PUT", &format!("/{bucket}")).status(), 200);
        let policy = format!(
            r#"{{"Version":"2012-10-17","Statement":[{{"Effect":"Allow","Principal":"*","Action":["s3:GetObject","s3:HeadObject"],"Resource":"arn:aws:s3:::{bucket}/*"}}]}}"#
        );
        let made = send_body(&server.address, "PUT", &format!("/{bucket}?policy"), &[], policy.as_bytes());
        assert!(made.status() < 300, "{}", made.first);
        server
    }

    /// gcp-storage-emulator, for Google, with a bucket.
    pub(crate) fn google(bucket: &str) -> Self {
        Self::start(|port, _| {
            let mut command = Command::new(installed(".venv/bin/gcp-storage-emulator"));
            command.args(["start", "--host", "127.0.0.1", "--port", port, "--in-memory", "--default-bucket", bucket]);
            command
        })
    }

    /// Azurite, for Azure, with a container that everybody may read.
    pub(crate) fn azurite(container: &str) -> Self {
        let server = Self::start(|port, folder| {
            let mut command = Command::new("node");
            command.arg(installed("node_modules/azurite/dist/src/blob/main.js"));
            command.args(["--blobPort", port, "--skipApiVersionCheck", "--silent", "--location"]).arg(folder);
            command
        });
        let made = Command::new(installed(".venv/bin/python"))
            .arg(installed("container.py"))
            .args([&server.address, container])
            .output()
            .expect("it runs");
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        server
    }
}

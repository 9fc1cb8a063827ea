//! Google Cloud Storage, as gcp-storage-emulator has it. It keeps objects as the JSON interface has them; Attune speaks the XML
//! interface, of which it knows a part only. A translator stands between, which also keeps the conditions that it does not know.

use std::collections::BTreeMap;
use std::io::{BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

use serde_json::{Value, json};

use crate::course::Course;
use crate::http::{Message, send, send_body};
use crate::servers::Server;

const BUCKET: &str = "/storage/v1/b/course/o";
/// All parts but the last have at least so many bytes
/// (<https://cloud.google.com/storage/docs/multipart-uploads>).
const SMALLEST_PART: usize = 5 * 1024 * 1024;

/// Uploads in parts that are under way, by their names: how each was begun, and its parts.
type Uploads = BTreeMap<String, (Message, BTreeMap<usize, Vec<u8>>)>;

/// What speaks XML before an emulator at `upstream`; its host and port.
pub(crate) fn translator(upstream: &str) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("an address").to_string();
    let (upstream, one_by_one) = (upstream.to_owned(), Arc::new(Mutex::new(Uploads::new())));
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let (upstream, one_by_one) = (upstream.clone(), Arc::clone(&one_by_one));
            std::thread::spawn(move || serve(stream, &upstream, &one_by_one));
        }
    });
    address
}

fn serve(mut stream: TcpStream, upstream: &str, one_by_one: &Mutex<Uploads>) {
    let Ok(reader) = stream.try_clone() else { return };
    let Ok(Some(request)) = Message::read(&mut BufReader::new(reader), true) else { return };
    let answer = {
        let mut uploads = one_by_one.lock().expect("no test broke off");
        translated(upstream, &request, &mut uploads)
    };
    // A publisher that went away is no fault of the translator's.
    let _ = stream.write_all(&answer.bytes(request.first.starts_with("HEAD ")));
}

fn translated(upstream: &str, request: &Message, uploads: &mut Uploads) -> Message {
    let mut words = request.first.split(' ');
    let (method, target) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let Some(key) = path.strip_prefix("/course/").filter(|key| !key.is_empty()) else { return list(upstream, query) };
    let of = |name: &str| query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='));
    if of("uploads").is_some() || of("uploadId").is_some() {
        let number = of("partNumber").and_then(|number| number.parse().ok());
        return in_parts(upstream, (method, key, request), (of("uploadId"), number), uploads);
    }
    let object = send(upstream, "GET", &format!("{BUCKET}/{key}"));
    let object: Option<Value> = (object.status() == 200).then(|| serde_json::from_slice(&object.body).expect("JSON"));
    match (method, object) {
        ("GET" | "HEAD" | "DELETE", None) => Message::answer(404, &[], ""),
        ("DELETE", Some(_)) => {
            let gone = send(upstream, "DELETE", &format!("{BUCKET}/{key}"));
            Message::answer(gone.status(), &[], "")
        }
        ("GET" | "HEAD", Some(object)) => {
            let body = send(upstream, "GET", &format!("/download{BUCKET}/{key}?alt=media")).body;
            let mut answer = Message::answer(200, &[("last-modified", &date(text(&object, "updated")))], "");
            answer.headers.extend(headers(&object));
            if method == "GET" {
                answer.body = body;
            } else {
                answer.headers.push(("content-length".to_owned(), body.len().to_string()));
            }
            answer
        }
        (_, object) => {
            let generation = object.as_ref().map_or("0", |object| text(object, "generation"));
            if request.header("x-goog-if-generation-match").is_some_and(|wanted| wanted != generation) {
                return Message::answer(412, &[], "<Error><Code>PreconditionFailed</Code></Error>");
            }
            put(upstream, key, request)
        }
    }
}

/// One step of an upload in parts: it is begun, gets a part, comes to its end or is given up.
fn in_parts(
    upstream: &str,
    (method, key, request): (&str, &str, &Message),
    (id, number): (Option<&str>, Option<usize>),
    uploads: &mut Uploads,
) -> Message {
    let tag = |part: &[u8]| format!("\"{}-{}\"", part.len(), part.iter().map(|byte| u64::from(*byte)).sum::<u64>());
    let Some(id) = id else {
        let id = format!("upload-{}-{key}", uploads.len());
        uploads.insert(id.clone(), (request.clone(), BTreeMap::new()));
        let answer = "<InitiateMultipartUploadResult><UploadId>";
        return Message::answer(200, &[], &format!("{answer}{id}</UploadId></InitiateMultipartUploadResult>"));
    };
    let id = &decoded(id);
    match (method, number, uploads.get_mut(id)) {
        (_, _, None) => Message::answer(404, &[], "<Error><Code>NoSuchUpload</Code></Error>"),
        ("PUT", Some(number), Some((_, parts))) => {
            parts.insert(number, request.body.clone());
            Message::answer(200, &[("etag", &tag(&request.body))], "")
        }
        ("DELETE", None, Some(_)) => {
            uploads.remove(id);
            Message::answer(204, &[], "")
        }
        ("POST", None, Some((begun, parts))) => {
            let asked = String::from_utf8_lossy(&request.body).into_owned();
            let line = |(number, part): (&usize, &Vec<u8>)| {
                asked.contains(&format!("<ETag>{}</ETag><PartNumber>{number}</PartNumber>", tag(part)))
                    || asked.contains(&format!("<PartNumber>{number}</PartNumber><ETag>{}</ETag>", tag(part)))
            };
            let is_whole = parts.iter().all(line) && asked.matches("<PartNumber>").count() == parts.len();
            let is_large = parts.values().rev().skip(1).all(|part| part.len() >= SMALLEST_PART);
            if !is_whole || !is_large {
                return Message::answer(400, &[], "<Error><Code>InvalidPart</Code></Error>");
            }
            let mut done =
                put(upstream, key, &Message { body: parts.values().flatten().copied().collect(), ..begun.clone() });
            let tag = done.header("etag").unwrap_or_default().to_owned();
            let answer = "<CompleteMultipartUploadResult><ETag>";
            done.body = format!("{answer}{tag}</ETag></CompleteMultipartUploadResult>").into_bytes();
            uploads.remove(id);
            done
        }
        (method, ..) => Message::answer(405, &[], method),
    }
}

fn put(upstream: &str, key: &str, request: &Message) -> Message {
    let done = if let Some(from) = request.header("x-goog-copy-source") {
        let from = from.split_once('/').map_or("", |(_, from)| from);
        send_body(upstream, "POST", &format!("{BUCKET}/{from}/copyTo/b/course/o/{key}"), &[], b"")
    } else {
        let of = |name: &str| request.header(name).unwrap_or_default();
        let metadata = json!({
            "name": decoded(key),
            "contentType": of("content-type"),
            "cacheControl": of("cache-control"),
            "contentEncoding": of("content-encoding"),
            "metadata": { "attunestamp": of("x-goog-meta-attunestamp") },
        });
        let kind = of("content-type");
        let metadata = ascii(&metadata.to_string());
        let head = format!(
            "--part\r\nContent-Type: application/json\r\n\r\n{metadata}\r\n--part\r\nContent-Type: {kind}\r\n\r\n"
        );
        let body = [head.as_bytes(), &request.body, b"\r\n--part--"].concat();
        let kind = [("content-type", "multipart/related; boundary=part")];
        send_body(upstream, "POST", "/upload/storage/v1/b/course/o?uploadType=multipart", &kind, &body)
    };
    if done.status() != 200 {
        return Message::answer(done.status(), &[], "");
    }
    let object: Value = serde_json::from_slice(&done.body).expect("JSON");
    let mut answer = Message::answer(200, &[], "");
    answer
        .headers
        .extend(headers(&object).into_iter().filter(|(name, _)| name == "etag" || name == "x-goog-generation"));
    answer
}

fn list(upstream: &str, query: &str) -> Message {
    let prefix = query.split('&').find_map(|part| part.strip_prefix("prefix=")).unwrap_or_default();
    let listed = send(upstream, "GET", &format!("{BUCKET}?prefix={prefix}"));
    let listed: Value = serde_json::from_slice(&listed.body).expect("JSON");
    let line = |object: &Value| {
        format!(
            "<Contents><Key>{}</Key><LastModified>2015-10-21T07:28:00Z</LastModified><ETag>\"{}\"</ETag><Size>{}</Size></Contents>",
            text(object, "name").replace('&', "&amp;").replace('<', "&lt;"),
            text(object, "etag"),
            text(object, "size")
        )
    };
    let lines: String = listed["items"].as_array().into_iter().flatten().map(line).collect();
    Message::answer(
        200,
        &[("content-type", "application/xml")],
        &format!("<ListBucketResult>{lines}</ListBucketResult>"),
    )
}

fn headers(object: &Value) -> Vec<(String, String)> {
    let pairs = [
        ("content-type", text(object, "contentType").to_owned()),
        ("cache-control", text(object, "cacheControl").to_owned()),
        ("content-encoding", text(object, "contentEncoding").to_owned()),
        ("x-goog-meta-attunestamp", text(&object["metadata"], "attunestamp").to_owned()),
        ("x-goog-generation", text(object, "generation").to_owned()),
        ("etag", format!("\"{}\"", text(object, "etag"))),
    ];
    pairs.into_iter().filter(|(_, value)| !value.is_empty()).map(|(name, value)| (name.to_owned(), value)).collect()
}

/// JSON as the emulator reads it rightly.
fn ascii(json: &str) -> String {
    let escaped = |character: char| -> Vec<String> {
        character.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04x}")).collect()
    };
    json.chars().map(|c| if c.is_ascii() { c.to_string() } else { escaped(c).concat() }).collect()
}

/// A moment as HTTP has it, from one as JSON has it.
fn date(text: &str) -> String {
    let moment: jiff::Timestamp = text.parse().expect("a moment");
    moment.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string()
}

fn text<'v>(object: &'v Value, key: &str) -> &'v str {
    object[key].as_str().unwrap_or_default()
}

fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits: Vec<u8> = rest.by_ref().take(2).collect();
            let digits = std::str::from_utf8(&digits).expect("digits");
            bytes.push(u8::from_str_radix(digits, 16).expect("digits"));
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).expect("UTF-8")
}

#[test]
fn google_gets_what_changed_and_the_version_before_back() {
    let emulator = Server::google("course");
    let address = translator(&emulator.address);
    let course = Course::at_google(&address, "");
    let said = course.published(&["--verbose"]);
    assert!(!said.contains("note:"), "{said}");
    let object = |path: &str| send(&address, "HEAD", &format!("/course/repair%2F{}", path.replace('/', "%2F")));
    assert_eq!(object("index.html").header("content-type"), Some("text/html; charset=utf-8"));
    assert_eq!(object("index.html").header("cache-control"), Some("no-cache"));
    assert!(course.published(&[]).contains("is as it should be"));
    course.remove("03-own/01-one.md");
    course.published(&[]);
    assert_eq!(object("own/one/index.html").status(), 404);
    course.published(&["--previous"]);
    assert_eq!(object("own/one/index.html").status(), 200);
    assert_eq!(object("index.html").header("cache-control"), Some("no-cache"), "headers come back as well");
    let mut bare = course.command(&[]);
    bare.env_remove("GOOGLE_SERVICE_ACCOUNT_KEY");
    let (said, status) = crate::course::ended(&bare.output().expect("it runs"));
    assert!(status == 3 && said.contains("set GOOGLE_APPLICATION_CREDENTIALS"), "{said}");
}

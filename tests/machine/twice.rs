//! Several builds at once into one folder.

use std::process::{Command, Stdio};

use crate::course::{Course, assert_fault, assert_same, files, said};

/// Starts all, and waits for all.
fn together(commands: impl IntoIterator<Item = Command>) -> Vec<std::process::Output> {
    let started = commands.into_iter().map(|mut command| command.stderr(Stdio::piped()).spawn().expect("it runs"));
    let started: Vec<_> = started.collect();
    started.into_iter().map(|child| child.wait_with_output().expect("it ends")).collect()
}

#[test]
fn builds_of_one_course_wait_for_each_other() {
    let course = Course::new();
    let cold = course.cold("cold");
    for round in 0..3 {
        for output in together((0..5).map(|_| course.build())) {
            assert!(output.status.success(), "{}", said(&output));
        }
        assert_same(&files(&course.public()), &cold, "five builds at once");
        // The next round meets a page that is to be written, and then nothing at all.
        let page = course.public().join("index.html");
        if round == 0 {
            std::fs::write(page, "other").expect("written");
        } else {
            std::fs::remove_dir_all(course.public()).expect("removed");
        }
    }
}

#[test]
fn of_two_courses_one_gets_the_folder_and_the_other_is_told() {
    let (one, other) = (Course::new(), Course::new());
    // Each has a page that the other has not: by that its site is known as another's.
    for (course, name) in [(&one, "07-one.md"), (&other, "07-other.md")] {
        let page = course.root().join("content/01-noticing").join(name);
        std::fs::write(page, "---\ntitle: Only here\n---\n\nText.\n").expect("written");
    }
    let cold = [one.cold("cold"), other.cold("cold")];
    for _ in 0..4 {
        let output = one.beside("site");
        let outputs = together([&one, &other, &one, &other].map(|course| {
            let mut command = course.build();
            command.arg("--output").arg(&output);
            command
        }));
        let there = files(&output);
        let won = cold.iter().position(|cold| *cold == there).expect("the site is that of one of them");
        for (number, output) in outputs.iter().enumerate() {
            if number % 2 == won {
                assert!(output.status.success(), "{}", said(output));
            } else {
                assert_fault(output, "will not write to");
            }
        }
        std::fs::remove_dir_all(&output).expect("removed");
    }
}

//! Requests in whose answer a library may meet what it takes to be impossible.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};
use std::pin::pin;
use std::sync::Once;
use std::task::Poll;

use futures_util::future::poll_fn;

thread_local! {
    /// Whether a panic of this thread is caught and told otherwise.
    static IS_CAUGHT: Cell<bool> = const { Cell::new(false) };
}

/// What a request gives; nothing where the library panics at its answer, of which nothing is printed.
pub(super) async fn answered<T>(request: impl Future<Output = T>) -> Option<T> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let before = take_hook();
        set_hook(Box::new(move |panic| {
            if !IS_CAUGHT.get() {
                before(panic);
            }
        }));
    });
    let mut request = pin!(request);
    poll_fn(|context| {
        IS_CAUGHT.set(true);
        let polled = catch_unwind(AssertUnwindSafe(|| request.as_mut().poll(context)));
        IS_CAUGHT.set(false);
        match polled {
            Ok(Poll::Pending) => Poll::Pending,
            Ok(Poll::Ready(answer)) => Poll::Ready(Some(answer)),
            Err(_) => Poll::Ready(None),
        }
    })
    .await
}

#[cfg(test)]
mod tests {
    use super::answered;

    #[test]
    fn a_panic_is_no_answer() {
        let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
        assert_eq!(runtime.block_on(answered(async { 1 })), Some(1));
        let none = std::hint::black_box(&[0_usize; 0][..]);
        assert_eq!(runtime.block_on(answered(async { none[0] })), None);
    }
}

//! Many requests at a time. When one fails for good, or somebody asks to stop, no other is begun, and those under way are waited for: what
//! a store is still writing must not come after what another publisher writes there.

use std::time::Duration;

use futures_util::StreamExt as _;
use futures_util::stream::FuturesUnordered;

use super::claim::{Claim, Failure, SIGN_OF_LIFE};
use super::execute::Publisher;
use super::store::Store;

/// How long requests under way are waited for after a fault, or after somebody asked to stop.
const PATIENCE: Duration = Duration::from_secs(10);

impl<S: Store> Publisher<'_, '_, S> {
    /// What all requests gave, in the order in which they ended, or the first fault. Meanwhile the claim is renewed.
    pub(super) async fn all<T, F: Future<Output = Result<T, Failure>>>(
        &self,
        claim: &mut Claim<'_, S>,
        requests: impl Iterator<Item = F>,
    ) -> Result<Vec<T>, Failure> {
        let (mut waiting, mut under_way) = (requests.fuse(), FuturesUnordered::new());
        let mut done = Vec::new();
        let failure = loop {
            // A folder never makes anybody wait, and signals are heard all the same.
            tokio::task::yield_now().await;
            while under_way.len() < self.parallel
                && let Some(request) = waiting.next()
            {
                under_way.push(request);
            }
            if claim.is_due()
                && let Err(failure) = claim.renew().await
            {
                break failure;
            }
            tokio::select! {
                biased;
                () = self.stop.asked(1) => break self.stopped(),
                result = under_way.next() => match result {
                    None => return Ok(done),
                    Some(Ok(value)) => done.push(value),
                    Some(Err(failure)) => break failure,
                },
                () = self.clock.pause(SIGN_OF_LIFE) => {}
            }
        };
        tokio::select! {
            () = under_way.for_each(|_| std::future::ready(())) => {}
            () = self.clock.pause(PATIENCE) => {}
            () = self.stop.asked(2) => {}
        }
        Err(failure)
    }

    /// What `work` gives, unless it is still at it long after somebody asked to stop.
    pub(super) async fn patiently<T>(&self, work: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
        let out_of_patience = async {
            self.stop.asked(1).await;
            self.clock.pause(2 * PATIENCE).await;
        };
        tokio::select! {
            biased;
            done = work => done,
            () = out_of_patience => Err(self.stopped()),
        }
    }
}

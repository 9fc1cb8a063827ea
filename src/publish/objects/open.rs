//! The clients of the stores.

use std::time::Duration;

use object_store::aws::AmazonS3Builder;
use object_store::azure::MicrosoftAzureBuilder;
use object_store::gcp::GoogleCloudStorageBuilder;
use object_store::{BackoffConfig, ClientOptions, ObjectStore, RetryConfig};

use crate::config::PublishTarget;
use crate::publish::credentials::Provider;
use crate::publish::store::{ATTEMPTS, FIRST_PAUSE};

/// A request that takes longer is cut off: a part on a slow line takes a minute.
const LONGEST_REQUEST: Duration = Duration::from_secs(5 * 60);
/// The same of a request that sends nothing and is answered with little: a store that says nothing is not waited for as long.
const LONGEST_ANSWER: Duration = Duration::from_secs(60);
/// How long a connection may take to come about.
const LONGEST_CONNECT: Duration = Duration::from_secs(20);

/// What a client is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Work {
    /// To ask, to list and to delete.
    Ask,
    /// To send files.
    Send,
    /// To send files in parts.
    SendParts,
}

impl Work {
    fn longest(self) -> Duration {
        if self == Self::Ask { LONGEST_ANSWER } else { LONGEST_REQUEST }
    }

    fn retry(self) -> RetryConfig {
        if self != Self::SendParts {
            // That is decided in one place for all, `store::retried`.
            return RetryConfig { max_retries: 0, ..RetryConfig::default() };
        }
        // A part is tried again as often as a file would be: the parts before it are there already.
        let longest = FIRST_PAUSE * 2_u32.pow(ATTEMPTS);
        RetryConfig {
            backoff: BackoffConfig { init_backoff: FIRST_PAUSE, max_backoff: longest, base: 2.0 },
            max_retries: ATTEMPTS as usize - 1,
            retry_timeout: LONGEST_REQUEST * ATTEMPTS,
        }
    }
}

/// A client for a bucket of a provider.
///
/// # Errors
/// What the environment, or the target, says that no client can be made of.
pub(super) fn build(
    provider: Provider,
    target: &PublishTarget,
    bucket: &str,
    work: Work,
) -> object_store::Result<Box<dyn ObjectStore>> {
    let retry = work.retry();
    let client = ClientOptions::new()
        .with_allow_http(target.allow_http)
        .with_timeout(work.longest())
        .with_connect_timeout(LONGEST_CONNECT)
        .with_pool_max_idle_per_host(target.parallel);
    Ok(match provider {
        Provider::S3 => {
            let mut builder = AmazonS3Builder::from_env()
                .with_bucket_name(bucket)
                .with_retry(retry)
                .with_client_options(client)
                // A certificate has one name before the provider's.
                .with_virtual_hosted_style_request(target.endpoint.is_none() && !bucket.contains('.'));
            if let Some(endpoint) = &target.endpoint {
                builder = builder.with_endpoint(endpoint);
            }
            if let Some(region) = &target.region {
                builder = builder.with_region(region);
            }
            Box::new(builder.build()?)
        }
        Provider::Google => {
            let mut builder = GoogleCloudStorageBuilder::from_env()
                .with_bucket_name(bucket)
                .with_retry(retry)
                .with_client_options(client);
            if let Some(endpoint) = &target.endpoint {
                builder = builder.with_base_url(endpoint);
            }
            Box::new(builder.build()?)
        }
        Provider::Azure => {
            let mut builder = MicrosoftAzureBuilder::from_env()
                .with_container_name(bucket)
                .with_retry(retry)
                .with_client_options(client);
            if let Some(endpoint) = &target.endpoint {
                builder = builder.with_endpoint(endpoint.clone());
            }
            Box::new(builder.build()?)
        }
    })
}

//! Lists the roles of an organization, and handles an error response.

use std::env::var;

use reqwest::header::{HeaderMap, HeaderValue};
use rolewright::{Client, Error};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    // The generator ignores security schemes, so the key is a default header.
    let mut headers = HeaderMap::new();
    headers.insert("CONFIDENT_API_KEY", HeaderValue::from_str(&var("ROLEWRIGHT_API_KEY")?)?);
    let http = reqwest::Client::builder().default_headers(headers).build()?;
    let client = Client::new_with_client(&var("ROLEWRIGHT_BASE_URL")?, http);

    for role in client.list_organization_roles().await?.into_inner().data.roles {
        println!("{}", role.name);
    }

    match client.delete_organization_role(&"unknown-role".parse()?).await {
        Err(Error::ErrorResponse(failure)) => {
            println!("failed with {}: {}", failure.status().as_u16(), failure.error);
        }
        Err(other) => return Err(other.into()),
        Ok(_) => println!("deleted"),
    }
    Ok(())
}

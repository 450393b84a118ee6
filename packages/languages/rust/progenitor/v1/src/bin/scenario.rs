//! Runs the steps of packages/languages/scenario-v1.txt with the client that progenitor generated.

use std::env::var;
use std::error::Error as StdError;

use reqwest::header::{HeaderMap, HeaderValue};
use rolewright::types::{ErrorResponse, PolicyInput, RoleInput};
use rolewright::{Client, Error, ResponseValue};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn StdError>> {
    let client = connect(&var("ROLEWRIGHT_BASE_URL")?, &var("ROLEWRIGHT_API_KEY")?)?;

    let permissions = client.list_organization_permissions().await?.into_inner().data.permissions;
    println!("1 listed {} permissions, {} first", permissions.len(), permissions[0].name);

    let wanted = permissions
        .iter()
        .filter(|permission| ["billing:read", "user:read"].contains(&permission.name.as_str()))
        .map(|permission| permission.id.parse())
        .collect::<Result<_, _>>()?;
    let policy_input = PolicyInput {
        name: "See bills and people".parse()?,
        permission_ids: wanted,
        description: Some("For the auditor".parse()?),
    };
    let policy = client.create_organization_policy(&policy_input).await?.into_inner().data.policy;
    let names: Vec<&str> = policy.permissions.iter().map(|each| each.name.as_str()).collect();
    println!("2 created policy {}: {}", policy.name, names.join(", "));

    let mut role_input = RoleInput {
        name: "Auditor".parse()?,
        policy_ids: vec![policy.id.parse()?],
        description: Some("Reads, changes nothing".parse()?),
    };
    let role = client.create_organization_role(&role_input).await?.into_inner().data.role;
    println!("3 created role {}: {}", role.name, or_null(role.description.as_ref()));

    let conflict = client.create_organization_role(&role_input).await;
    println!("4 {}", describe_error(conflict)?);

    role_input.description = None;
    let updated = client.update_organization_role(&role.id.parse()?, &role_input).await?.into_inner().data.role;
    println!("5 updated role {}: {}", updated.name, or_null(updated.description.as_ref()));

    let projects = client.list_projects().await?.into_inner().data.projects;
    let project_id = &projects[0].id.parse()?;
    let project_roles = client.list_project_roles(project_id).await?.into_inner().data.roles;
    let analyst = project_roles.iter().find(|each| each.project_id.is_some()).ok_or("no project role")?;
    let renamed = RoleInput {
        name: "Senior Analyst".parse()?,
        policy_ids: analyst.policies.iter().map(|each| each.id.parse()).collect::<Result<_, _>>()?,
        description: analyst.description.as_ref().map(|text| text.parse()).transpose()?,
    };
    let senior = client.update_project_role(project_id, &analyst.id.parse()?, &renamed).await?.into_inner().data.role;
    let described = or_null(senior.description.as_ref());
    println!("6 updated project role {} to {}: {described}", analyst.name, senior.name);

    let roles = client.list_organization_roles().await?.into_inner().data.roles;
    let built_in_role = roles.iter().find(|each| each.organization_id.is_none()).ok_or("no built-in role")?;
    let new_input = RoleInput { name: "Renamed".parse()?, policy_ids: vec![policy.id.parse()?], description: None };
    println!("7 {}", describe_error(client.update_organization_role(&built_in_role.id.parse()?, &new_input).await)?);

    let unauthenticated = connect(&var("ROLEWRIGHT_BASE_URL")?, "confident_us_org_INVALID")?;
    println!("8 {}", describe_error(unauthenticated.list_organization_roles().await)?);

    let extended = connect(&var("ROLEWRIGHT_EXTENDED_URL")?, &var("ROLEWRIGHT_API_KEY")?)?;
    let organization = extended.retrieve_organization().await?.into_inner().data.organization;
    println!("9 read {} among unknown fields", organization.name);

    let deleted = client.delete_organization_role(&role.id.parse()?).await?.into_inner().data;
    println!("10 deleted the role: {}", deleted.deleted);

    let remaining = client.list_organization_roles().await?.into_inner().data.roles;
    let names: Vec<&str> = remaining.iter().map(|each| each.name.as_str()).collect();
    println!("11 listed roles: {}", names.join(", "));
    Ok(())
}

/// Creates a client that sends the key as a default header. The generator ignores security schemes.
fn connect(url: &str, key: &str) -> Result<Client, Box<dyn StdError>> {
    let mut headers = HeaderMap::new();
    headers.insert("CONFIDENT_API_KEY", HeaderValue::from_str(key)?);
    let http = reqwest::Client::builder().default_headers(headers).build()?;
    Ok(Client::new_with_client(url, http))
}

fn describe_error<T>(response: Result<ResponseValue<T>, Error<ErrorResponse>>) -> Result<String, Box<dyn StdError>> {
    match response {
        Err(Error::ErrorResponse(failure)) => {
            Ok(format!("failed with {}: {}", failure.status().as_u16(), failure.error))
        }
        Err(other) => Err(other.into()),
        Ok(_) => Err("the call succeeded".into()),
    }
}

fn or_null(text: Option<&String>) -> &str {
    text.map_or("null", String::as_str)
}

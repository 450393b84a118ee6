<?php

// Runs the steps of packages/languages/scenario-v1.txt with the client that openapi-generator generated.

declare(strict_types=1);

require 'GuzzleHttp/autoload.php';

use Rolewright\Api\OrganizationApi;
use Rolewright\Api\OrganizationPermissionsApi;
use Rolewright\Api\OrganizationPoliciesApi;
use Rolewright\Api\OrganizationRolesApi;
use Rolewright\Api\ProjectApi;
use Rolewright\Api\ProjectRolesApi;
use Rolewright\ApiException;
use Rolewright\Configuration;
use Rolewright\Model\ErrorResponse;
use Rolewright\Model\PermissionSummary;
use Rolewright\Model\PolicyInput;
use Rolewright\Model\PolicySummary;
use Rolewright\Model\Role;
use Rolewright\Model\RoleInput;

// Loads classes as Composer would with the generated composer.json.
spl_autoload_register(function (string $class): void {
    $file = __DIR__ . '/generated/lib/' . str_replace('\\', '/', substr($class, strlen('Rolewright\\'))) . '.php';
    if (str_starts_with($class, 'Rolewright\\') && is_file($file)) {
        require $file;
    }
});

function connect(string $url, string $key): Configuration
{
    return (new Configuration())->setHost($url)->setApiKey('CONFIDENT_API_KEY', $key);
}

/** An error response raises an exception that carries the error object. */
function describeError(callable $call): string
{
    try {
        $call();
    } catch (ApiException $failure) {
        $error = $failure->getResponseObject();
        if (!$error instanceof ErrorResponse) {
            throw $failure;
        }
        return "failed with {$failure->getCode()}: {$error->getError()}";
    }
    throw new RuntimeException('the call succeeded');
}

$config = connect(getenv('ROLEWRIGHT_BASE_URL'), getenv('ROLEWRIGHT_API_KEY'));
$organizationRoles = new OrganizationRolesApi(config: $config);
$projectRoles = new ProjectRolesApi(config: $config);

$permissions = (new OrganizationPermissionsApi(config: $config))->listOrganizationPermissions()->getData()->getPermissions();
echo '1 listed ', count($permissions), " permissions, {$permissions[0]->getName()} first\n";

$wanted = [];
foreach ($permissions as $permission) {
    if (in_array($permission->getName(), ['billing:read', 'user:read'], true)) {
        $wanted[] = $permission->getId();
    }
}
$policyInput = new PolicyInput([
    'name' => 'See bills and people',
    'permission_ids' => $wanted,
    'description' => 'For the auditor',
]);
$policy = (new OrganizationPoliciesApi(config: $config))->createOrganizationPolicy($policyInput)->getData()->getPolicy();
$allowed = array_map(fn (PermissionSummary $each) => $each->getName(), $policy->getPermissions());
echo "2 created policy {$policy->getName()}: ", implode(', ', $allowed), "\n";

$roleInput = new RoleInput([
    'name' => 'Auditor',
    'policy_ids' => [$policy->getId()],
    'description' => 'Reads, changes nothing',
]);
$role = $organizationRoles->createOrganizationRole($roleInput)->getData()->getRole();
echo "3 created role {$role->getName()}: {$role->getDescription()}\n";

echo '4 ', describeError(fn () => $organizationRoles->createOrganizationRole($roleInput)), "\n";

$roleInput->setDescription(null);
$updated = $organizationRoles->updateOrganizationRole($role->getId(), $roleInput)->getData()->getRole();
echo "5 updated role {$updated->getName()}: ", $updated->getDescription() ?? 'null', "\n";

$project = (new ProjectApi(config: $config))->listProjects()->getData()->getProjects()[0];
foreach ($projectRoles->listProjectRoles($project->getId())->getData()->getRoles() as $each) {
    if ($each->getProjectId() !== null) {
        $analyst = $each;
    }
}
$renamed = new RoleInput([
    'name' => 'Senior Analyst',
    'policy_ids' => array_map(fn (PolicySummary $each) => $each->getId(), $analyst->getPolicies()),
    'description' => $analyst->getDescription(),
]);
$senior = $projectRoles->updateProjectRole($project->getId(), $analyst->getId(), $renamed)->getData()->getRole();
echo "6 updated project role {$analyst->getName()} to {$senior->getName()}: {$senior->getDescription()}\n";

$roles = $organizationRoles->listOrganizationRoles()->getData()->getRoles();
$builtInRole = array_values(array_filter($roles, fn (Role $each) => $each->getOrganizationId() === null))[0];
$newInput = new RoleInput(['name' => 'Renamed', 'policy_ids' => [$policy->getId()]]);
echo '7 ', describeError(fn () => $organizationRoles->updateOrganizationRole($builtInRole->getId(), $newInput)), "\n";

$unauthenticated = new OrganizationRolesApi(config: connect(getenv('ROLEWRIGHT_BASE_URL'), 'confident_us_org_INVALID'));
echo '8 ', describeError(fn () => $unauthenticated->listOrganizationRoles()), "\n";

$extended = connect(getenv('ROLEWRIGHT_EXTENDED_URL'), getenv('ROLEWRIGHT_API_KEY'));
$organization = (new OrganizationApi(config: $extended))->retrieveOrganization()->getData()->getOrganization();
echo "9 read {$organization->getName()} among unknown fields\n";

$deleted = $organizationRoles->deleteOrganizationRole($role->getId())->getData();
echo '10 deleted the role: ', $deleted->getDeleted() ? 'true' : 'false', "\n";

$remaining = $organizationRoles->listOrganizationRoles()->getData()->getRoles();
echo '11 listed roles: ', implode(', ', array_map(fn (Role $each) => $each->getName(), $remaining)), "\n";

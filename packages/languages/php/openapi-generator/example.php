<?php

// Lists the roles of an organization, and handles an error response.

declare(strict_types=1);

require 'GuzzleHttp/autoload.php';

use Rolewright\Api\OrganizationRolesApi;
use Rolewright\ApiException;
use Rolewright\Configuration;

// Loads classes as Composer would with the generated composer.json.
spl_autoload_register(function (string $class): void {
    $file = __DIR__ . '/generated/lib/' . str_replace('\\', '/', substr($class, strlen('Rolewright\\'))) . '.php';
    if (str_starts_with($class, 'Rolewright\\') && is_file($file)) {
        require $file;
    }
});

$config = (new Configuration())->setHost(getenv('ROLEWRIGHT_BASE_URL'));
$config->setApiKey('CONFIDENT_API_KEY', getenv('ROLEWRIGHT_API_KEY'));
$roles = new OrganizationRolesApi(config: $config);

foreach ($roles->listOrganizationRoles()->getData()->getRoles() as $role) {
    echo $role->getName(), "\n";
}

try {
    $roles->deleteOrganizationRole('unknown-role');
} catch (ApiException $failure) {
    echo "failed with {$failure->getCode()}: {$failure->getResponseObject()->getError()}\n";
}

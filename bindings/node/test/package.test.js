// What is published.
'use strict';

const { strict: assert } = require('node:assert');
const { readdirSync, readFileSync } = require('node:fs');
const { join } = require('node:path');
const { test } = require('node:test');

const here = join(__dirname, '..');
const json = (...path) => JSON.parse(readFileSync(join(here, ...path), 'utf8'));
const main = json('package.json');

test('all packages have the version of the workspace', () => {
  const [, version] = /^version = "(.*)"$/m.exec(readFileSync(join(here, '..', '..', 'Cargo.toml'), 'utf8'));
  assert.equal(main.version, version);
  for (const folder of readdirSync(join(here, 'npm'))) {
    const platform = json('npm', folder, 'package.json');
    assert.equal(platform.version, version);
    assert.equal(main.optionalDependencies[platform.name], version);
    assert.equal(platform.name, `@ottla/${platform.os}-${platform.cpu}`);
  }
});

test('nothing runs when a package is installed', () => {
  const packages = [main, ...readdirSync(join(here, 'npm')).map((folder) => json('npm', folder, 'package.json'))];
  for (const { scripts = {} } of packages) {
    for (const name of ['preinstall', 'install', 'postinstall', 'prepare']) assert.equal(scripts[name], undefined);
  }
});

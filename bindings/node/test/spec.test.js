// Everything that bindings/spec says of all languages.
'use strict';

const { readdirSync, readFileSync } = require('node:fs');
const { join } = require('node:path');
const { test } = require('node:test');
const { run } = require('./spec/run.js');

const folder = join(__dirname, '..', '..', 'spec', 'scenarios');

for (const file of readdirSync(folder).sort()) {
  if (!file.endsWith('.json')) continue;
  for (const scenario of JSON.parse(readFileSync(join(folder, file), 'utf8'))) {
    const skip = scenario.on === 'kafka' && process.env.OTTLA_SPEC_KAFKA === undefined && 'no OTTLA_SPEC_KAFKA';
    test(`${file}: ${scenario.name}`, { timeout: 30_000, skip }, () => run(scenario));
  }
}

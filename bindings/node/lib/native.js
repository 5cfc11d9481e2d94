// Finds the part that is made of Rust: beside this package in a clone of the repository, else in the package for
// this platform, which npm installs with this one.
'use strict';

const { existsSync } = require('node:fs');
const { join } = require('node:path');

function load() {
  const built = join(__dirname, '..', 'ottla.node');
  if (existsSync(built)) return require(built);
  const name = `@ottla/${process.platform}-${process.arch}`;
  try {
    return require(name);
  } catch (cause) {
    const help =
      cause.code === 'MODULE_NOT_FOUND'
        ? `the package ${name} is not installed: there are no binaries for this platform, ` +
          'or npm was told to leave optional dependencies out'
        : `the package ${name} cannot be loaded`;
    throw new Error(`ottla: ${help}`, { cause });
  }
}

module.exports = load();

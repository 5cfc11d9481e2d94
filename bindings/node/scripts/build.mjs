// Builds the part that is made of Rust, and puts it beside this package, where lib/native.js looks first.
// `npm run build` is for working on it; `npm run build -- --release` for use.
import { execFileSync } from 'node:child_process';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..', '..');
const release = process.argv.includes('--release');
const target = process.env.CARGO_TARGET_DIR ?? join(root, 'target');
const names = { linux: 'libottla_node.so', darwin: 'libottla_node.dylib', win32: 'ottla_node.dll' };

execFileSync('cargo', ['build', '-p', 'ottla-node', ...(release ? ['--release'] : [])], { cwd: root, stdio: 'inherit' });
copyFileSync(
  join(target, release ? 'release' : 'debug', names[process.platform]),
  join(import.meta.dirname, '..', 'ottla.node'),
);

// Makes the packages that npm installs: `node scripts/package.mjs LIBRARY FOLDER`, where LIBRARY is what cargo has
// built for this platform, and the packages come into FOLDER.
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

const [library, folder] = process.argv.slice(2).map((path) => resolve(path));
const here = join(import.meta.dirname, '..');
const platform = join(here, 'npm', `${process.platform}-${process.arch}`);

mkdirSync(folder, { recursive: true });
copyFileSync(library, join(platform, 'ottla.node'));
for (const from of [platform, here]) {
  const printed = execFileSync('npm', ['pack', '--silent', '--pack-destination', folder], { cwd: from });
  console.log(join(folder, printed.toString().trim()));
}

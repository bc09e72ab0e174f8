/**
 * The way into the project from a fresh clone: installs what is missing, generates what is stale, builds, and then does one task.
 * Plain JavaScript without dependencies, because nothing else is certain to be there yet.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** For each task, what it needs built and the program that does it. */
const tasks = {
	start: { build: true, run: args => tool('start.ts', args) },
	test: { build: true, run: args => tool('test.ts', args) },
	'test:editor': { build: true, run: args => tool('editor-test.ts', args) },
	review: { build: true, run: args => node(join(root, 'dist/cli.js'), ['review', ...args], process.env.INIT_CWD) },
	bench: { build: true, run: args => tool('../test/bench/bench.ts', args) },
	build: { build: true, run: () => 0 },
	package: { build: true, run: args => tool('package.ts', args) },
	generate: { build: false, run: () => tool('generate.ts', ['--all']) },
	catalogue: { build: false, run: () => tool('catalogue.ts', []) },
	install: { build: false, generate: false, run: () => 0 },
};

const [name, ...args] = process.argv.slice(2);
const task = Object.hasOwn(tasks, name ?? '') ? tasks[name] : undefined;
if (!task) fail(`usage: node tools/bootstrap.mjs ${Object.keys(tasks).join('|')}`);
if (Number(process.versions.node.split('.')[0]) < 20) fail(`Plumbline needs Node.js 20 or newer; this is ${process.version}.`);
install();
if (task.generate !== false) check(tool('generate.ts', []));
if (task.build) check(tool('build.ts', []));
process.exit(task.run(args));

/** Installs exactly what package-lock.json says, if that is not what is installed. */
function install() {
	const installed = modified('node_modules/.package-lock.json');
	if (installed !== undefined && installed >= modified('package-lock.json') && installed >= modified('package.json')) return;
	console.error('Installing packages…');
	// Also where this was started by a silent npm, a failure is to be seen.
	const options = { cwd: root, stdio: ['inherit', 2, 2], env: { ...process.env, npm_config_loglevel: 'warn' } };
	const npm = process.env.npm_execpath;
	const result = npm?.endsWith('.js')
		? spawnSync(process.execPath, [npm, 'ci'], options)
		: spawnSync('npm', ['ci'], { ...options, shell: process.platform === 'win32' });
	check(exitCode(result));
}

function modified(path) {
	const full = join(root, path);
	return existsSync(full) ? statSync(full).mtimeMs : undefined;
}

/** Runs a TypeScript program of the project. */
function tool(file, toolArgs) {
	return node(join(root, 'node_modules/tsx/dist/cli.mjs'), [join(root, 'tools', file), ...toolArgs], root);
}

function node(file, nodeArgs, cwd) {
	return exitCode(spawnSync(process.execPath, [file, ...nodeArgs], { cwd: cwd ?? root, stdio: 'inherit' }));
}

function exitCode(result) {
	if (result.error) fail(result.error.message);
	return result.status ?? 1;
}

function check(code) {
	if (code !== 0) process.exit(code);
}

function fail(message) {
	console.error(message);
	process.exit(2);
}

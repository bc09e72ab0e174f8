/** The house rules of this repository, held by a test: who may import whom, one name per rule, nothing stale, nothing that leaks. */
import { readFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { builtinModules } from 'node:module';
import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { rules } from '../rules/index.ts';
import { buildAll } from '../tools/build.ts';
import { filesBelow, inProject, readIfThere, root } from '../tools/files.ts';
import { NOTICES, notices } from '../tools/notices.ts';
import { ruleDocs } from '../tools/rule-docs.ts';
import { SETTINGS_SCHEMA, settingsSchemaText } from '../tools/settings-schema.ts';

const layers = ['engine', 'rules', 'workspace', 'server', 'cli', 'client'];
const read = (path: string) => readFileSync(inProject(path), 'utf8');
const below = (folder: string) => filesBelow(folder).map(path => `${folder}/${path}`);
const sources = layers.flatMap(below).filter(path => path.endsWith('.ts'));

/** What each layer may import besides itself, as the start of a path. */
const law: Readonly<Record<string, readonly string[]>> = {
	'engine/aws': [],
	'engine/syntax': [],
	'engine/model': ['engine/aws', 'engine/syntax'],
	'engine/policy': ['engine/aws', 'engine/syntax', 'engine/model'],
	'engine/queries': ['engine/aws', 'engine/syntax', 'engine/model', 'engine/policy'],
	'engine/dialects': ['engine/aws', 'engine/syntax', 'engine/model', 'engine/policy'],
	// The reviewer writes fixes through the interface of a dialect, and knows none by name.
	'engine/review': ['engine/aws', 'engine/syntax', 'engine/model', 'engine/policy', 'engine/dialects/dialect.ts'],
	'rules': ['engine/aws', 'engine/model', 'engine/policy', 'engine/queries', 'engine/review/rule.ts', 'engine/review/switch.ts'],
	'workspace': ['engine', 'rules/index.ts'],
	'server': ['engine', 'rules/index.ts', 'rules/pages.ts', 'workspace', 'package.json'],
	'cli': ['engine', 'rules/index.ts', 'rules/pages.ts', 'workspace', 'package.json', 'server/main.ts'],
	'client': ['server/protocol.ts', 'workspace/decode.ts'],
};

/** Modules from outside that only certain files may use. */
const restricted: Readonly<Record<string, readonly string[]>> = {
	'vscode': ['client/'],
	'vscode-languageclient': ['client/'],
	'vscode-languageclient/node': ['client/extension.ts'],
	'vscode-languageclient/browser': ['client/extension.web.ts'],
	'vscode-languageserver': ['server/'],
	'vscode-languageserver/node': ['server/main.ts'],
	'vscode-languageserver/browser': ['server/main.web.ts'],
	'vscode-languageserver-textdocument': ['server/'],
	'yaml': ['engine/syntax/yaml.ts', 'engine/syntax/yaml/'],
	'jsonc-parser': ['engine/syntax/json.ts', 'engine/syntax/json/'],
	'web-tree-sitter': ['engine/syntax/hcl', 'engine/dialects/terraform/'],
	'picocolors': ['cli/'],
	'fs': ['workspace/node-files.ts', 'workspace/git.ts', 'workspace/grammar.ts', 'cli/', 'server/main.ts'],
	'child_process': ['workspace/git.ts'],
	'net': [], 'http': [], 'https': [], 'http2': [], 'dgram': [], 'tls': [], 'dns': [], 'vm': [], 'worker_threads': [], 'cluster': [],
};
/** Where modules of Node may be imported at all: everything else also runs in a browser. */
const nodes = restricted['fs']!;
/** Built-in modules that read nothing of the world but what they are handed. */
const pure = ['crypto', 'events', 'module', 'os', 'path', 'process', 'url', 'util', 'timers'];

const layerOf = (path: string) => Object.keys(law).find(layer => path.startsWith(`${layer}/`));

function imports(path: string): string[] {
	const text = read(path).replace(/^\s*(\/\/|\*|\/\*).*$/gm, '');
	return [...text.matchAll(/(?:\bfrom|\bimport|\bimport\(|\brequire\()\s*(['"])([^'"\n]+)\1/g)].map(match => match[2]!);
}

describe('imports', () => {
	it('are found', () => expect(sources.length).toBeGreaterThan(50));

	it.each(sources)('%s keeps the law', path => {
		const layer = layerOf(path);
		expect(layer, `${path} is in no layer`).toBeDefined();
		for (const name of imports(path)) {
			if (name.startsWith('.')) {
				const target = relative(root, join(root, dirname(path), name)).split('\\').join('/');
				const allowed = [`${layer}/`, ...law[layer!]!.map(one => (/\.\w+$/.test(one) ? one : `${one}/`))];
				expect(allowed.some(one => target === one || (one.endsWith('/') && target.startsWith(one))), `${path} imports ${target}`).toBe(true);
			} else {
				const module = name.replace(/^node:/, '').split('/').slice(0, name.startsWith('@') ? 2 : 1).join('/');
				const users = restricted[name] ?? restricted[module];
				if (users) expect(users.some(one => path.startsWith(one)), `${path} imports ${name}`).toBe(true);
				else if (builtinModules.includes(module)) {
					expect(pure, `${path} imports ${name}`).toContain(module);
					expect(nodes.some(one => path.startsWith(one)), `${path} imports ${name}`).toBe(true);
				}
			}
		}
	});

	it('lead through no barrel', () => {
		const barrels = sources.filter(path => path !== 'rules/index.ts' && /^export (\*|(type )?\{[^}]*\}) from/m.test(read(path)));
		expect(barrels.filter(path => /\/index\.ts$/.test(path) || !/^(?!export .* from).*\b(function|const|class|interface|type)\b/m.test(read(path)))).toEqual([]);
	});

	it('do not lead from the bundles for browsers to Node', async () => {
		const bundles = (await buildAll({ write: false })).flatMap(one => Object.entries(one.outputs)).filter(([path]) => path.endsWith('.web.js'));
		const outside = Object.fromEntries(bundles.map(([path, { imports: all }]) => [basename(path), [...new Set(all.filter(one => one.external).map(one => one.path))]]));
		expect(outside).toEqual({ 'server.web.js': [], 'extension.web.js': ['vscode'] });
		const nodeOnly = bundles.flatMap(([, { inputs }]) => Object.keys(inputs)).filter(path => /^workspace\/(node-files|git|grammar)\.ts$|\/lib\/node\//.test(path));
		expect(nodeOnly).toEqual([]);
	});

	it('bring no generated code to life', () => {
		expect(sources.filter(path => /\beval\(|new Function\(/.test(read(path)))).toEqual([]);
	});
});

describe('rules', () => {
	const files = filesBelow('rules', path => /^[^/]+\/[^/]+\.ts$/.test(path) && !path.endsWith('/facts.ts')).map(path => path.replace(/\.ts$/, '')).sort();

	it('have one name: id, file and index agree', () => {
		expect(rules.map(rule => rule.id).sort()).toEqual(files);
		for (const id of files) expect(read(`rules/${id}.ts`)).toContain(`id: '${id}'`);
	});
	it('know no other rule', () => {
		for (const id of files) expect(imports(`rules/${id}.ts`).filter(name => name.startsWith('./') && name !== './facts.ts' && !name.startsWith('./facts/')), id).toEqual([]);
	});
	it('leave no page or cases without a rule', () => {
		const pages = filesBelow('rules', path => path.endsWith('.md')).map(path => path.replace(/\.md$/, '')).sort();
		const cases = filesBelow('test/rules', path => /^[^/]+\/.*\.md$/.test(path)).map(path => path.replace(/\.md$/, '')).sort();
		expect({ pages, cases }).toEqual({ pages: files, cases: files });
	});
	it.each(rules.map(rule => [rule.id, rule] as const))('%s has a complete page and says where AWS says so', (id, rule) => {
		const page = readIfThere(inProject(`rules/${id}.md`)) ?? '';
		const sections = [...page.replace(/^```[\s\S]*?^```/gm, '').matchAll(/^## (.*)$/gm)].map(match => match[1]);
		expect(sections).toEqual(['Why it matters', 'Reported', 'Accepted', 'References']);
		expect(page).toMatch(/^```\w+ (cloudformation|terraform|policy)/m);
		expect(page).toMatch(/https:\/\/docs\.aws\.amazon\.com\//);
		expect(rule.source).toMatch(/^https:\/\/docs\.aws\.amazon\.com\/\S+\.html(#\S+)?$/);
		expect(rule.title).toMatch(/^[A-Z].*[^.]$/);
	});
});

describe('what is generated and committed', () => {
	it('docs/rules is up to date (npm run generate)', () => {
		const docs = ruleDocs();
		expect(filesBelow('docs/rules')).toEqual([...docs.keys()].sort());
		for (const [path, text] of docs) expect(read(`docs/rules/${path}`), path).toBe(text);
	});
	it('the schema of plumbline.yaml is up to date (npm run generate)', () => {
		expect(read(SETTINGS_SCHEMA)).toBe(settingsSchemaText());
	});
	it('THIRD-PARTY-NOTICES is up to date (npm run generate)', async () => {
		expect(readIfThere(NOTICES)).toBe(await notices());
	});
});

describe('the project', () => {
	const manifest = JSON.parse(read('package.json'));

	it('leaves it to the suffix what a module is: VS Code in a browser loads no ES modules', () => {
		expect(manifest.type).toBeUndefined();
		expect([manifest.main, manifest.browser]).toEqual(['./dist/extension.js', './dist/extension.web.js']);
	});
	it('pins every package exactly', () => {
		const versions = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });
		expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version as string))).toEqual([]);
	});
	it('records in the lock file what to install, not from where', () => {
		expect(read('package-lock.json')).not.toMatch(/"resolved"/);
	});
	it('can be installed on every platform: the lock file has all that is optional', () => {
		const { packages } = JSON.parse(read('package-lock.json')) as { packages: Record<string, { optionalDependencies?: Record<string, string> }> };
		const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) => Object.keys(optionalDependencies)
			.filter(name => !packages[`${path}/node_modules/${name}`] && !packages[`node_modules/${name}`]));
		expect(missing).toEqual([]);
	});
	it('links from its pages to pages that there are', () => {
		for (const page of ['README.md', 'CHANGELOG.md', 'docs/policy-checks.md']) {
			const links = [...read(page).matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(match => join(dirname(page), match[1]!));
			expect(links.filter(link => readIfThere(inProject(link)) === undefined), page).toEqual([]);
		}
	});

	it('tells in the changelog what the version brings', () => {
		expect(read('CHANGELOG.md')).toContain(`## [${manifest.version}]`);
	});
	it('names no place that only one machine has', () => {
		const ownPlaces = /(?<![\w.$}-])\/(work\/(main|shared|\.)|root\/|(home|Users)\/\w)[\w./-]*|registry\.npmjs\.org|deb\.debian\.org/g;
		const leaks = committed().flatMap(path => [...(readIfThere(inProject(path)) ?? '').matchAll(ownPlaces)].map(match => `${path}: ${match[0]}`));
		expect(leaks).toEqual([]);
	});
});

/** Files that are, or are about to be, committed. */
function committed(): string[] {
	const output = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], { cwd: root, encoding: 'utf8' });
	return output.split('\0').filter(path => path && path !== 'package-lock.json' && path !== 'test/tidy.test.ts' && !/\.(png|wasm)$/.test(path));
}

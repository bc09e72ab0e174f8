/** The TextMate grammar, held against the scopes that are noted in example.tf. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { inProject } from '../../tools/files.ts';

it('Terraform is coloured as the notes in example.tf say', () => {
	const grammar = 'syntaxes/terraform.tmLanguage.json';
	const args = ['node_modules/vscode-tmgrammar-test/dist/unit.js', '--grammar', grammar, 'test/syntaxes/example.tf'];
	const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: inProject('.'), encoding: 'utf8' });
	expect(status, stdout + stderr).toBe(0);
}, 20_000);

it('what the manifest says of languages is there, and shipped', () => {
	const { contributes, activationEvents, files } = JSON.parse(readFileSync(inProject('package.json'), 'utf8'));
	const { languages, grammars } = contributes as Record<string, { id?: string; language?: string; configuration?: string; path?: string; scopeName?: string }[]>;
	expect(grammars!.map(one => one.language)).toEqual(languages!.map(one => one.id));
	for (const { id } of languages!) expect(activationEvents).toContain(`onLanguage:${id}`);
	for (const path of [...languages!.map(one => one.configuration!), ...grammars!.map(one => one.path!)]) {
		expect(files.some((pattern: string) => pattern.endsWith('/**') && path.slice(2).startsWith(pattern.slice(0, -2))), path).toBe(true);
		expect(() => JSON.parse(readFileSync(inProject(path), 'utf8'))).not.toThrow();
	}
	for (const { path, scopeName } of grammars!) expect(JSON.parse(readFileSync(inProject(path!), 'utf8')).scopeName).toBe(scopeName);
});

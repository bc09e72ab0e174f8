/** Which language a document is written in, by its name and, where that does not say, by its text. */
import { readHcl } from '../engine/syntax/hcl.ts';
import { readJson } from '../engine/syntax/json.ts';
import type { Language, SyntaxTree } from '../engine/syntax/tree.ts';
import { readYaml } from '../engine/syntax/yaml.ts';
import { nameOf } from './uris.ts';

export function languageOf(uri: string, text: string): Language {
	const name = nameOf(uri).toLowerCase();
	if (/\.(tf|tfvars|hcl)$/.test(name)) return 'hcl';
	if (/\.json$/.test(name)) return 'json';
	if (/\.ya?ml$/.test(name)) return 'yaml';
	if (/^\uFEFF?\s*[{[]/.test(text)) return 'json';
	return /^(resource|data|module|variable|provider|terraform|locals)\b[^:=\n]*\{/m.test(text) ? 'hcl' : 'yaml';
}

/** `before` is an earlier tree of the document, of which as much is used again as reads the same. HCL needs its grammar loaded. */
export function readTree(language: Language, text: string, before?: SyntaxTree): SyntaxTree {
	switch (language) {
		case 'json': return readJson(text);
		case 'yaml': return readYaml(text);
		case 'hcl': return readHcl(text, before);
	}
}

/** Names of files that may be designs. */
export function mayBeDesign(name: string): boolean {
	return /\.(ya?ml|json|template|tf)$/i.test(name) && !isVariables(name);
}

/** All such files of a directory are one design. */
export function isTerraform(name: string): boolean {
	return /\.tf(\.json)?$/i.test(name) || isVariables(name);
}

function isVariables(name: string): boolean {
	return /^terraform\.tfvars(\.json)?$|\.auto\.tfvars(\.json)?$/i.test(name);
}

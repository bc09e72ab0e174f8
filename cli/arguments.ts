/** What the user asked for, or what is wrong with the way it was asked. Knows no file and no rule. */
import { type ParseArgsConfig, parseArgs } from 'node:util';
import { closest, distance } from 'fastest-levenshtein';
import { type Severity, severities } from '../engine/review/finding.ts';

export const formats = ['text', 'json', 'sarif', 'markdown'] as const;
export type Format = (typeof formats)[number];

export interface ReviewRequest {
	readonly command: 'review';
	readonly paths: readonly string[];
	readonly format: Format;
	/** Findings below it are neither printed nor counted for the exit code. */
	readonly level: Severity;
	readonly baseline?: string;
	/** Empty for all. */
	readonly rules: readonly string[];
	/** Files with values of Terraform's variables, the strongest last. */
	readonly variableFiles: readonly string[];
	readonly fix: boolean;
	readonly quiet: boolean;
}

export type Request =
	| ReviewRequest
	| { readonly command: 'help'; readonly topic?: string }
	| { readonly command: 'version' | 'rules' | 'lsp' }
	| { readonly command: 'explain'; readonly rule: string };

/** Wrong use: the message is for the user, and the exit code is 2. */
export class UsageError extends Error {}

const options = {
	review: {
		format: { type: 'string' }, level: { type: 'string' }, baseline: { type: 'string' },
		rule: { type: 'string', multiple: true }, 'var-file': { type: 'string', multiple: true }, fix: { type: 'boolean' }, quiet: { type: 'boolean', short: 'q' },
	},
	rules: {},
	explain: {},
	// The transport is the only one; language clients add the id of their process.
	lsp: { stdio: { type: 'boolean' }, clientProcessId: { type: 'string' } },
	help: {},
	version: {},
} as const;

type Command = keyof typeof options;

export function parseRequest(argv: readonly string[]): Request {
	const [first, ...rest] = argv;
	if (first === undefined || first === '-h' || first === '--help') return { command: 'help' };
	if (first === '-v' || first === '--version') return { command: 'version' };
	const command = oneOf(first, Object.keys(options) as Command[], 'command');
	const { values, positionals } = parse(command, rest);
	if (values['help']) return { command: 'help', topic: command };
	if (command === 'lsp' && !values['stdio']) throw new UsageError('lsp speaks on standard input and output only: plumbline lsp --stdio');
	switch (command) {
		case 'review': return review(values, positionals);
		case 'explain':
			if (positionals.length !== 1) throw new UsageError('explain takes one rule, e.g. plumbline explain s3/versioning');
			return { command, rule: positionals[0]! };
		case 'help': return positionals[0] === undefined ? { command } : { command, topic: oneOf(positionals[0], Object.keys(options), 'command') };
		default:
			if (positionals.length > 0) throw new UsageError(`${command} takes no argument: ${positionals[0]}`);
			return { command };
	}
}

type Values = Record<string, string | boolean | (string | boolean)[] | undefined>;

function parse(command: Command, args: readonly string[]): { values: Values; positionals: string[] } {
	const known: NonNullable<ParseArgsConfig['options']> = { ...options[command], help: { type: 'boolean', short: 'h' } };
	for (const arg of args) {
		if (arg === '--') break;
		const name = /^--([^=]+)/.exec(arg)?.[1];
		if (name !== undefined) oneOf(name, Object.keys(known), `option of ${command}`, '--');
	}
	try {
		return parseArgs({ args: [...args], options: known, allowPositionals: true, strict: true });
	} catch (error) {
		throw new UsageError((error as Error).message);
	}
}

function review(values: Values, paths: readonly string[]): ReviewRequest {
	if (values['baseline'] === '') throw new UsageError('--baseline needs a revision, a file, a directory, or none');
	if (paths.length === 0) throw new UsageError('review needs at least one file or directory, e.g. plumbline review .');
	return {
		command: 'review',
		paths,
		format: oneOf((values['format'] as string | undefined) ?? 'text', formats, 'format'),
		level: oneOf((values['level'] as string | undefined) ?? 'warning', severities, 'level'),
		baseline: values['baseline'] as string | undefined,
		rules: (values['rule'] as string[] | undefined) ?? [],
		variableFiles: (values['var-file'] as string[] | undefined) ?? [],
		fix: values['fix'] === true,
		quiet: values['quiet'] === true,
	};
}

/** The name, if it is one of the known; else wrong use, with the name that was probably meant. */
export function oneOf<Name extends string>(name: string, known: readonly Name[], what: string, prefix = ''): Name {
	const found = known.find(one => one === name);
	if (found !== undefined) return found;
	throw new UsageError(`no ${what} ${JSON.stringify(prefix + name)}${suggestion(name, known, prefix)}`);
}

function suggestion(name: string, known: readonly string[], prefix: string): string {
	if (known.length === 0) return '';
	// The part behind the service is what people remember of a rule.
	const byEnd = known.find(one => one.endsWith(`/${name}`));
	const near = byEnd ?? closest(name, known);
	if (byEnd || distance(name, near) <= Math.max(2, near.length / 3)) return `; did you mean ${JSON.stringify(prefix + near)}?`;
	return known.length > 8 ? '' : `; there are ${known.map(one => prefix + one).join(', ')}`;
}

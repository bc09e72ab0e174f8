/**
 * `plumbline.yaml`, read: levels of rules by path, ignored files, the baseline, trusted accounts, names of buckets, suppressions.
 *
 * It reads a tree that somebody else has parsed and compares paths; it opens nothing. What it does not understand becomes a
 * finding in the settings file, and the rest applies.
 */
import picomatch from 'picomatch';
import type { Range, SyntaxTree } from '../syntax/tree.ts';
import type { Finding } from './finding.ts';
import type { Level } from './reviewer.ts';
import { covers } from './rule-names.ts';
import { settingsShape } from './settings-definition.ts';
import { SettingsReader, place } from './settings-reader.ts';

export interface SettingsSuppression {
	readonly rule: string;
	readonly address?: string;
	readonly files?: readonly string[];
	readonly reason?: string;
	readonly until?: string;
	/** The entry in the settings file. */
	readonly range: Range;
}

interface Raw {
	readonly rules?: Levels;
	readonly overrides?: readonly { readonly files?: readonly string[]; readonly rules?: Levels }[];
	readonly ignore?: readonly string[];
	readonly baseline?: string;
	readonly configuration?: string;
	readonly 'trusted-accounts'?: readonly string[];
	readonly 'bucket-names'?: readonly string[];
	readonly suppressions?: { readonly 'require-reason'?: boolean; readonly 'require-expiry'?: boolean };
	readonly suppress?: readonly (Omit<SettingsSuppression, 'range' | 'rule'> & { readonly rule?: string; readonly [place]: Range })[];
}

type Levels = Readonly<Record<string, Level>>;

/** Settings as they apply to documents below the folder of their file. */
export class Settings {
	/** Without a file: the defaults. */
	static readonly none = new Settings('', undefined, []);

	readonly findings: readonly Finding[];
	readonly baseline: string | undefined;
	/** The directory that plans are made of, as it is written. */
	readonly configuration: string | undefined;
	readonly trustedAccounts: readonly string[];
	readonly bucketNames: readonly string[];
	readonly requireReason: boolean;
	readonly requireExpiry: boolean;
	readonly suppressions: readonly SettingsSuppression[];
	private readonly raw: Raw;
	private readonly matchers = new Map<string, (path: string) => boolean>();

	constructor(readonly uri: string, readonly tree: SyntaxTree | undefined, rules: readonly string[]) {
		const reader = new SettingsReader(uri, rules);
		for (const problem of tree?.problems ?? []) reader.say(problem.range, problem.message);
		const root = tree?.root;
		const empty = !root || (root.kind === 'scalar' && root.value === null);
		this.raw = (empty ? undefined : reader.read(root, settingsShape, 'plumbline.yaml') as Raw | undefined) ?? {};
		this.findings = reader.findings;
		this.baseline = this.raw.baseline;
		this.configuration = this.raw.configuration;
		this.trustedAccounts = this.raw['trusted-accounts'] ?? [];
		this.bucketNames = this.raw['bucket-names'] ?? [];
		this.requireReason = this.raw.suppressions?.['require-reason'] ?? false;
		this.requireExpiry = this.raw.suppressions?.['require-expiry'] ?? false;
		this.suppressions = (this.raw.suppress ?? []).flatMap(({ rule, [place]: range, ...rest }) => (rule === undefined ? [] : [{ ...rest, rule, range }]));
	}

	/** How a document wants a rule graded; undefined leaves it to the rule. */
	level(rule: string, uri: string): Level | undefined {
		let level = levelIn(this.raw.rules, rule);
		for (const override of this.raw.overrides ?? []) {
			const own = levelIn(override.rules, rule);
			if (own !== undefined && this.matches(override.files ?? [], uri)) level = own;
		}
		return level;
	}

	ignores(uri: string): boolean {
		return this.matches(this.raw.ignore ?? [], uri);
	}

	/** Whether a glob matches the document, or a directory that it is in. */
	matches(globs: readonly string[], uri: string): boolean {
		const path = this.relative(uri);
		if (path === undefined) return false;
		const parts = path.split('/');
		const paths = parts.map((_, index) => parts.slice(0, index + 1).join('/'));
		return globs.some(glob => paths.some(one => this.matcher(glob)(one)));
	}

	/** The document's path below the folder of the settings. */
	relative(uri: string): string | undefined {
		const folder = this.uri.slice(0, this.uri.lastIndexOf('/') + 1);
		return folder !== '' && uri.startsWith(folder) ? decode(uri.slice(folder.length)) : undefined;
	}

	private matcher(glob: string): (path: string) => boolean {
		let matcher = this.matchers.get(glob);
		if (!matcher) {
			const plain = glob.replace(/^\.\//, '').replace(/\/$/, '');
			matcher = picomatch(plain, { dot: true, basename: !plain.includes('/') });
			this.matchers.set(glob, matcher);
		}
		return matcher;
	}
}

function decode(path: string): string {
	try {
		return decodeURIComponent(path);
	} catch {
		return path;
	}
}

/** The rule's own entry before that of its service. */
function levelIn(all: Levels | undefined, rule: string): Level | undefined {
	return all && (all[rule] ?? all[Object.keys(all).find(name => covers(name, rule)) ?? '']);
}

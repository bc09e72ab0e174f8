/**
 * What `plumbline.yaml` may say: the one definition from which the reader (settings.ts) and the JSON schema are made.
 */
import { severities } from './finding.ts';

export const levels = ['off', ...severities] as const;

interface Described {
	/** For whoever writes settings: a sentence. */
	readonly description: string;
}

export type Shape =
	| Described & { readonly kind: 'options'; readonly options: Readonly<Record<string, Shape>>; readonly required?: readonly string[] }
	/** Rule id, or `service/*`, → level. */
	| Described & { readonly kind: 'levels' }
	| Described & { readonly kind: 'list'; readonly of: Shape }
	| Described & { readonly kind: 'text'; readonly pattern?: RegExp; /** Completes "… must be". */ readonly must?: string }
	/** A rule id, or `service/*`. */
	| Described & { readonly kind: 'rule' }
	| Described & { readonly kind: 'flag' };

const glob: Shape = { kind: 'text', description: 'A glob, relative to the folder of plumbline.yaml. It means a directory\'s whole content too.' };
const rules: Shape = { kind: 'levels', description: 'What each rule is worth: off, error, warning, information or hint, by rule id or `service/*`. The more particular entry wins.' };

export const settingsShape: Shape & { kind: 'options' } = {
	kind: 'options',
	description: 'Settings of Plumbline, for the editor and the command line alike.',
	options: {
		rules,
		overrides: {
			kind: 'list',
			description: 'Other levels for some files; later entries win.',
			of: {
				kind: 'options', description: 'Levels for some files.', required: ['files', 'rules'],
				options: { files: { kind: 'list', description: 'The files, as globs.', of: glob }, rules },
			},
		},
		ignore: { kind: 'list', description: 'Files that are never reviewed, as globs.', of: glob },
		baseline: {
			kind: 'text',
			description: 'What changes are compared with: a Git revision (`HEAD` by default), `merge-base:BRANCH`, a file or directory, or `none`.',
		},
		configuration: {
			kind: 'text',
			description: 'The directory of the Terraform configuration that plans are made of, relative to the folder of plumbline.yaml. By default the nearest above a plan that declares its resources.',
		},
		'trusted-accounts': {
			kind: 'list',
			description: 'Accounts that are no strangers, beside the one deployed to.',
			of: { kind: 'text', description: 'A twelve-digit account id, in quotes.', pattern: /^\d{12}$/, must: 'twelve digits in quotes' },
		},
		'bucket-names': {
			kind: 'list',
			description: 'What names of S3 buckets may look like: each must fit one of these. Without it, every name that S3 takes.',
			of: {
				kind: 'text', description: 'A name in which * stands for any characters and ? for one: `acme-*-prod`.',
				pattern: /^[a-z0-9.*?-]+$/, must: 'a name in lowercase, in which * stands for any characters and ? for one',
			},
		},
		suppressions: {
			kind: 'options',
			description: 'What a suppression owes its reader.',
			options: {
				'require-reason': { kind: 'flag', description: 'A suppression without a reason is a finding.' },
				'require-expiry': { kind: 'flag', description: 'A suppression without `until=YYYY-MM-DD` is a finding.' },
			},
		},
		suppress: {
			kind: 'list',
			description: 'Suppressed findings, where no comment can be written.',
			of: {
				kind: 'options', description: 'A suppression.', required: ['rule'],
				options: {
					rule: { kind: 'rule', description: 'The rule, or `service/*`.' },
					address: { kind: 'text', description: 'The resource: its logical id or Terraform address. Without it, every resource of the files.' },
					files: { kind: 'list', description: 'The files, as globs. Without it, all.', of: glob },
					reason: { kind: 'text', description: 'Why the finding is accepted.' },
					until: { kind: 'text', description: 'The last day on which it is accepted, YYYY-MM-DD.', pattern: /^\d{4}-\d{2}-\d{2}$/, must: 'a day, YYYY-MM-DD' },
				},
			},
		},
	},
};

/** The JSON schema of `plumbline.yaml`, for editors. */
export function settingsSchema(ruleIds: readonly string[]): object {
	const services = [...new Set(ruleIds.map(id => id.slice(0, id.indexOf('/'))))].sort();
	const names = [...services.map(service => `${service}/*`), ...ruleIds];
	return { $schema: 'http://json-schema.org/draft-07/schema#', title: 'plumbline.yaml', ...schema(settingsShape, names) };
}

function schema(shape: Shape, names: readonly string[]): object {
	const { description } = shape;
	switch (shape.kind) {
		case 'options': return {
			description, type: 'object', additionalProperties: false,
			...(shape.required && { required: shape.required }),
			properties: Object.fromEntries(Object.entries(shape.options).map(([name, option]) => [name, schema(option, names)])),
		};
		case 'levels': return {
			description, type: 'object', additionalProperties: false,
			properties: Object.fromEntries(names.map(name => [name, { enum: [...levels, false] }])),
		};
		case 'list': return { description, type: 'array', items: schema(shape.of, names) };
		case 'text': return { description, type: 'string', ...(shape.pattern && { pattern: shape.pattern.source }) };
		case 'rule': return { description, type: 'string', enum: names };
		case 'flag': return { description, type: 'boolean' };
	}
}

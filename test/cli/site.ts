/** A workspace that says what a test tells it to, so that reports are tested without rules or dialects. */
import type { Finding, Fix } from '../../engine/review/finding.ts';
import type { Rule } from '../../engine/review/rule.ts';
import { applyEdits, type TextEdit } from '../../engine/syntax/tree.ts';
import type { DocumentReview, Workspace } from '../../workspace/workspace.ts';
import { Lines } from '../../cli/lines.ts';
import type { Report } from '../../cli/report/report.ts';

export const rule: Rule = {
	id: 's3/versioning', title: 'Buckets keep earlier versions of their objects', severity: 'warning', pillar: 'reliability', since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html', on: 'AWS::S3::Bucket', fixes: 'fix',
	review() {},
};

/** A finding on the first occurrence of a word. */
export function findingOn(text: string, word: string, more: Partial<Finding> = {}): Finding {
	const start = text.indexOf(word);
	if (start < 0) throw new Error(`no ${word}`);
	return {
		rule: rule.id, severity: 'warning', message: 'Logs is not versioned.',
		place: { uri: 'file:///designs/a.yaml', range: { start, end: start + word.length } },
		resource: { id: 'Logs', type: 'AWS::S3::Bucket', address: 'Logs' },
		related: [], fixes: [], ...more,
	};
}

export function report(text: string, findings: readonly Finding[], edits: ReadonlyMap<Fix, readonly TextEdit[]> = new Map()): Report {
	return {
		version: '0.1.0', rules: new Map([[rule.id, rule]]), pages: { [rule.id]: '## Why it matters\n' },
		findings: findings.map(finding => ({
			finding,
			plan: fix => (edits.has(fix) ? { edits: new Map([[finding.place.uri, edits.get(fix)!]]) } : { refused: 'the value is shared' }),
			writable: fix => edits.has(fix),
		})),
		reviewed: 1, undecided: 0, incomplete: [], failures: [],
		document: () => ({ path: 'designs/a.yaml', lines: new Lines(text) }),
	};
}

/** What a scripted workspace finds in a text, and the edits of each fix. */
export type Script = (text: string) => readonly { finding: Finding; edits: readonly TextEdit[] }[];

/** A workspace over texts by URI. Fixes carry their index in the title; edits are refused where they overlap. */
export function scripted(texts: Map<string, string>, script: Script): Workspace {
	const open = new Map<string, string>();
	return {
		rules: new Map([[rule.id, rule]]),
		open: (uri, text) => void open.set(uri, text),
		close: uri => void open.delete(uri),
		forget: () => undefined,
		discover: uris => Promise.resolve(uris),
		review: uri => Promise.resolve(reviewOf(uri, open.get(uri) ?? texts.get(uri) ?? '', script)),
	};
}

function reviewOf(uri: string, text: string, script: Script): DocumentReview {
	const found = script(text).map(({ finding, edits }) => ({ finding: { ...finding, place: { ...finding.place, uri } }, edits }));
	return {
		uri, text, findings: found.map(one => one.finding), effort: { ran: 0, remembered: 0 },
		suppress: () => ({ refused: 'not scripted' }), unsuppress: () => ({ refused: 'not scripted' }),
		status: { reviewed: true, dialect: 'CloudFormation', reason: 'it has Resources', baseline: 'none', undecided: [], incomplete: [] },
		edits(fixes) {
			const edits = found.filter(one => one.finding.fixes.some(fix => fixes.includes(fix))).flatMap(one => one.edits);
			try {
				applyEdits(text, edits);
				return { edits: new Map([[uri, edits]]) };
			} catch (error) {
				return { refused: (error as Error).message };
			}
		},
	};
}

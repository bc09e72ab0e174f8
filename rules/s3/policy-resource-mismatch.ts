import type { Draft } from '../../engine/model/change.ts';
import { draftOfText } from '../../engine/model/draft.ts';
import type { Resource } from '../../engine/model/resource.ts';
import type { Answer } from '../../engine/model/value.ts';
import { s3Target } from '../../engine/policy/actions.ts';
import { type Element, type Statement, readPolicy } from '../../engine/policy/document.ts';
import { otherPart, withOneMore } from '../../engine/policy/drafts.ts';
import { ANY, ONE, hasUnknown, intersects, isOpaque, pattern, split } from '../../engine/policy/patterns.ts';
import { canonical } from '../../engine/policy/texts.ts';
import { defineRule, refer, type FixSpec, type Report } from '../../engine/review/rule.ts';

export default defineRule({
	id: 's3/policy-resource-mismatch',
	title: 'A bucket policy speaks of its own bucket, and of the right part of it',
	severity: 'error',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-arn-format.html',
	on: 'AWS::S3::BucketPolicy',
	fixes: 'fix',
	review(resource, design, report) {
		const policy = readPolicy(resource.at('PolicyDocument'));
		const bucket = design.follow(resource.at('Bucket'), 'AWS::S3::Bucket');
		const said = new Set<string>();
		const once: Report = (at, message, options) => {
			const key = JSON.stringify(['path' in at ? at.path : '', message]);
			if (!said.has(key)) report(at, message, options);
			said.add(key);
		};
		for (const statement of policy?.scenarios.flatMap(scenario => scenario.statements) ?? []) {
			for (const element of statement.resources.negated ? [] : statement.resources.items) reviewOwner(element, resource, bucket, once);
			reviewTargets(statement, once);
		}
	},
});

/** Whether an ARN names the bucket that the policy is attached to. */
function reviewOwner({ pattern: arn, property }: Element, policy: Resource, bucket: Resource | undefined, report: Report): void {
	const parts = split(arn, ':', 6), name = parts[5] && split(parts[5], '/', 2)[0]!;
	const attached = canonical(policy.at('Bucket'));
	if (!name || !attached || parts[2]?.text !== 's3' || parts[3]?.text !== '' || parts[4]?.text !== '') return;
	const [only, ...rest] = name.tokens;
	const other = isOpaque(only) && rest.length === 0 ? policy.design.resource(only.id.replace(/^reference:|:Ref$/g, '')) : undefined;
	const distinct = other && bucket && other.type === bucket.type && other.id !== bucket.id && !other.multiplicity && !bucket.multiplicity;
	if (!distinct && intersects(name, pattern(attached)) !== 'no') return;
	const owner = bucket?.name ?? pattern(attached).text;
	const path = arn.text.split(':').slice(5).join(':').replace(/^[^/]*/, '');
	const draft: Draft | undefined = bucket ? (path === '' ? refer(bucket, 'Arn') : { '#text': [{ '#reference': bucket.id, attribute: 'Arn' }, path] }) : draftOfText(['arn:aws:s3:::', ...attached, path]);
	report(property, `The policy is attached to ${owner} but names ${other?.name ?? name.text}; S3 refuses it.`, {
		related: [bucket, other].filter(one => one !== undefined),
		...(draft !== undefined && !path.includes('${') && { fix: { title: `Name ${owner}`, change: change => change.set(property, draft) } }),
	});
}

/** Whether each action finds a resource that it can act on: objects for some, the bucket for others. */
function reviewTargets(statement: Statement, report: Report): void {
	const { actions, resources } = statement;
	if (actions.negated || resources.negated || resources.open || resources.items.length === 0) return;
	for (const [target, has] of [['object', isObject], ['bucket', isBucket]] as const) {
		const lost = actions.items.filter(action => s3Target(action.pattern) === target);
		if (lost.length === 0 || resources.items.some(item => has(item) !== 'no')) continue;
		const names = lost.map(action => action.property.string ?? action.pattern.text).join(', ');
		const only = resources.items.length === 1 ? resources.items[0]!.property : resources.property;
		const message = target === 'object'
			? `${names} ${lost.length > 1 ? 'act' : 'acts'} on objects, but the statement names the bucket only.`
			: `${names} ${lost.length > 1 ? 'act' : 'acts'} on the bucket, but the statement names objects only.`;
		const fix = targetFix(statement, target, lost.length === actions.items.length);
		report(only, message, { related: lost.map(action => action.property), ...(fix && { fix }) });
	}
}

/** Names the missing part, in place of the wrong one where no action needs that. */
function targetFix({ resources }: Statement, target: 'object' | 'bucket', all: boolean): FixSpec | undefined {
	const [first] = resources.items;
	const parts = first?.property.textParts;
	const draft = parts && otherPart(parts, target);
	if (!first || draft === undefined) return undefined;
	const title = target === 'object' ? 'Name the objects' : 'Name the bucket';
	if (all && resources.items.length === 1) return { title, change: change => change.set(first.property, draft) };
	const more = withOneMore(resources, draft);
	if (!more) return undefined;
	return { title: `${title} too`, change: change => ('append' in more ? change.append(resources.property, '', more.append) : change.set(resources.property, more.set)) };
}

function isObject({ pattern: arn }: Element): Answer {
	if (hasUnknown(arn) || foreign(arn.tokens)) return 'maybe';
	return arn.tokens.some(token => token === '/' || token === ANY || token === ONE) ? 'yes' : 'no';
}

function isBucket({ pattern: arn }: Element): Answer {
	if (hasUnknown(arn) || foreign(arn.tokens)) return 'maybe';
	return arn.tokens.includes('/') ? 'no' : 'yes';
}

/** A reference whose text is not known to be free of slashes. */
function foreign(tokens: Element['pattern']['tokens']): boolean {
	return tokens.some(token => isOpaque(token) && !token.plain);
}

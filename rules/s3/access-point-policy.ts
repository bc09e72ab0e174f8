import type { Draft } from '../../engine/model/change.ts';
import type { Resource } from '../../engine/model/resource.ts';
import { type Element, readPolicy } from '../../engine/policy/document.ts';
import { isOpaque, literal, split } from '../../engine/policy/patterns.ts';
import { defineRule } from '../../engine/review/rule.ts';

export default defineRule({
	id: 's3/access-point-policy',
	title: 'The policy of an access point names that access point',
	severity: 'error',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-policies.html',
	on: 'AWS::S3::AccessPoint',
	fixes: 'fix',
	review(point, _design, report) {
		const policy = readPolicy(point.at('Policy'));
		const said = new Set<string>();
		for (const { resources } of policy?.scenarios.flatMap(scenario => scenario.statements) ?? []) {
			for (const element of resources.negated ? [] : resources.items) {
				const wrong = flawOf(element, point);
				const id = JSON.stringify(element.property.path);
				if (!wrong || said.has(id)) continue;
				said.add(id);
				const draft = ownArn(point, wrong.path);
				report(element.property, `The policy of ${point.name} names ${wrong.what}; S3 refuses it.`, {
					...(draft !== undefined && { fix: { title: `Name ${wrong.path === '' ? '' : 'the objects behind '}${point.name}`, change: change => change.set(element.property, draft) } }),
				});
			}
		}
	},
});

interface Flaw {
	readonly what: string;
	/** What is meant, behind the access point's ARN. */
	readonly path: string;
}

/** Only what the known parts of the ARN say for certain. */
function flawOf({ pattern, property }: Element, point: Resource): Flaw | undefined {
	const parts = split(pattern, ':', 6), [arn, , service, region, account, rest] = parts;
	if (property.value?.kind === 'reference' || arn?.text !== 'arn' || service?.text !== 's3' || !rest) return undefined;
	const path = rest.text;
	if (region!.tokens.length === 0 && account!.tokens.length === 0) {
		const [, key] = split(rest, '/', 2);
		const plain = key?.tokens.some(isOpaque) ? undefined : key?.text;
		return { what: `a bucket's ARN (${pattern.text}), not the access point's`, path: key ? `/object/${plain ?? '*'}` : '' };
	}
	if (!path.startsWith('accesspoint/')) return undefined;
	const [, name, kind] = split(rest, '/', 3);
	const written = name && literal(name), own = point.at('Name').string;
	if (written !== undefined && own !== undefined && written !== own && !/[*?]/.test(written)) return { what: `the access point ${written}`, path: kind ? `/${kind.text}` : '' };
	const below = kind && !kind.tokens.slice(0, 7).some(isOpaque) ? kind.text : undefined;
	return below !== undefined && !/^object(\/|$)|^[*?]*$/.test(below) ? { what: `${below} directly behind the access point, and objects are behind /object/`, path: `/object/${below}` } : undefined;
}

/** The policy is a part of the access point, which therefore cannot be referred to. */
function ownArn(point: Resource, path: string): Draft | undefined {
	const name = point.at('Name').string;
	if (name === undefined || path.includes('${')) return undefined;
	return { '#text': ['arn:', { '#pseudo': 'AWS::Partition' }, ':s3:', { '#pseudo': 'AWS::Region' }, ':', { '#pseudo': 'AWS::AccountId' }, `:accesspoint/${name}${path}`] };
}

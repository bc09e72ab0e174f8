import type { Clause } from '../../engine/policy/conditions.ts';
import { readPolicy } from '../../engine/policy/document.ts';
import { defineRule } from '../../engine/review/rule.ts';
import { PRESIGNED_LIFE } from './facts.ts';

const KEY = 's3:signatureage';
/** Spans that are plainly meant as seconds: a day, a week, and what would leave no time to use a URL. */
const SECONDS = (value: number) => value < 10_000 || value === 86_400 || value === 604_800;

export default defineRule({
	id: 's3/presigned-age',
	title: 'Bounds on the age of signatures are in milliseconds, and within seven days',
	severity: 'information',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonS3/latest/API/bucket-policy-s3-sigv4-conditions.html',
	on: ['AWS::S3::BucketPolicy', 'AWS::S3::AccessPoint'],
	review(resource, design, report) {
		const policy = readPolicy(resource.at(resource.type === 'AWS::S3::AccessPoint' ? 'Policy' : 'PolicyDocument'));
		const clauses = policy?.scenarios.flatMap(scenario => scenario.statements).flatMap(statement => statement.conditions.clauses).filter(isBound) ?? [];
		design.undecided(clauses.some(clause => clause.open));
		const said = new Set<string>();
		for (const { name, property, value } of clauses.flatMap(bounds)) {
			const id = JSON.stringify(property.path);
			if (said.has(id)) continue;
			said.add(id);
			if (value > PRESIGNED_LIFE) {
				report(property, `${name} is bounded by ${value} ms, which is more than the seven days (${PRESIGNED_LIFE} ms) that a presigned URL can live: the condition never matters.`);
			} else if (SECONDS(value)) {
				report(property, `${name} counts milliseconds: ${value} are ${value / 1000} seconds. If seconds were meant, write ${value * 1000}.`);
			}
		}
	},
});

/** The age from which a signature is refused, or up to which it is accepted. */
function isBound({ key, operator }: Clause): boolean {
	return key === KEY && /^Numeric(Less|Greater)Than(Equals)?$/.test(operator);
}

function bounds({ name, values }: Clause) {
	return values.flatMap(({ property }) => (property.number === undefined || property.number <= 0 ? [] : [{ name, property, value: property.number }]));
}

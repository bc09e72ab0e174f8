/**
 * Brings the texts of a policy to one spelling, so that `!GetAtt Logs.Arn`, `arn:aws:s3:::${Logs}` and the literal name of the
 * same bucket compare as equal. A design is deployed into one partition: all partitions are spelt `aws`.
 */
import type { Architecture } from '../model/architecture.ts';
import type { Property, Resource } from '../model/resource.ts';
import type { Reference, TextPart } from '../model/value.ts';

const BUCKET = 'AWS::S3::Bucket';

/** The parts of the text in their canonical spelling, neighbours joined; undefined for what is no text. */
export function canonical(property: Property): readonly TextPart[] | undefined {
	const parts = property.textParts;
	return parts && spell(parts, property.resource.design);
}

/** The ARN of a bucket of the design, in the canonical spelling; `path` is appended (`/*`). */
export function bucketArn(bucket: Resource, path = ''): readonly TextPart[] {
	const reference: Reference = { kind: 'reference', target: bucket.id, attribute: 'Arn', site: bucket.site };
	return spell([reference, path], bucket.design);
}

/** The ARN of the bucket that a property names, be it in the design or not. */
export function bucketArnOf(name: Property, path = ''): readonly TextPart[] | undefined {
	const parts = canonical(name);
	return parts && join(['arn:aws:s3:::', ...parts, path]);
}

export function spell(parts: readonly TextPart[], design: Architecture): readonly TextPart[] {
	const spelt = join(parts.flatMap(part => (typeof part !== 'string' && part.kind === 'reference' ? resolve(part, design) : [part])));
	const [first, second, ...rest] = spelt;
	if (first === 'arn:' && typeof second === 'object' && second.kind === 'pseudo' && second.name === 'AWS::Partition') return join(['arn:aws', ...rest]);
	return typeof first === 'string' ? [first.replace(/^arn:aws-[a-z-]+:/, 'arn:aws:'), ...spelt.slice(1)] : spelt;
}

function resolve(reference: Reference, design: Architecture): readonly TextPart[] {
	const target = design.resource(reference.target);
	if (target?.type !== BUCKET || (reference.attribute !== 'Arn' && reference.attribute !== 'Ref')) return [reference];
	const written = target.at('BucketName').textParts;
	const fixed = written?.every(part => typeof part === 'string' || part.kind === 'pseudo') && target.at('BucketName').assumed.length === 0;
	const name = fixed && written ? written : [{ ...reference, attribute: 'Ref' }];
	return reference.attribute === 'Arn' ? ['arn:aws:s3:::', ...name] : name;
}

function join(parts: readonly TextPart[]): TextPart[] {
	const joined: TextPart[] = [];
	for (const part of parts) {
		const last = joined.at(-1);
		if (typeof part === 'string' && typeof last === 'string') joined[joined.length - 1] = last + part;
		else if (part !== '') joined.push(part);
	}
	return joined;
}

import type { Property, Resource } from '../../engine/model/resource.ts';
import { dataKeys } from '../../engine/queries/data-keys.ts';
import { GLOBAL_TABLE, TABLES, copiesOf } from '../../engine/queries/tables.ts';
import { defineRule, type FixSpec, type Report, refer } from '../../engine/review/rule.ts';

const KEY = 'SSESpecification.KMSMasterKeyId';

export default defineRule({
	id: 'dynamodb/encryption',
	title: "Tables are encrypted with the customer's own key",
	severity: 'hint',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.howitworks.html',
	on: TABLES,
	fixes: 'choice',
	review(table, _design, report) {
		for (const specification of table.at('SSESpecification').alternatives) {
			checkType(specification.at('SSEType'), report);
			if (table.type === GLOBAL_TABLE) reviewReplicas(table, specification, report);
			else reviewTable(table, specification, report);
		}
	},
});

function checkType(type: Property, report: Report): void {
	for (const one of type.alternatives) {
		if (one.exists !== 'yes' || one.is('KMS') !== 'no') continue;
		report(one, `${one.scalar} is no type of encryption that DynamoDB takes here; the only one is KMS.`, { severity: 'error', fix: { title: 'Say KMS', change: change => change.set(one, 'KMS') } });
	}
}

function reviewTable(table: Resource, specification: Property, report: Report): void {
	for (const enabled of specification.at('SSEEnabled').alternatives) {
		for (const key of specification.at('KMSMasterKeyId').alternatives.filter(one => one.together(enabled))) {
			if (key.exists === 'yes' && enabled.is(true) === 'no') report(key, without(table, key, enabled), { severity: 'error', related: enabled.exists === 'yes' ? [enabled] : [], fix: switchOn(specification) });
			else if (key.exists === 'yes' && enabled.is(true) === 'yes' && specification.at('SSEType').exists === 'no') {
				report(key, `${table.name} names a key and no SSEType; DynamoDB wants both, and rejects the table.`, { severity: 'error', fix: { title: 'Say KMS', change: change => change.set(specification, 'SSEType', 'KMS') } });
			} else if (key.exists === 'no' && enabled.is(true) === 'no') {
				report(enabled, `${table.name} is encrypted with a key that AWS owns: no key policy says who may read it, and no trail records the use of a key.`, { fix: withKeys(table, specification) });
			} else if (enabled.is(true) === 'yes' && isManaged(key)) {
				report(key.exists === 'yes' ? key : enabled, `${table.name} is encrypted with the AWS-managed key aws/dynamodb, whose policy nobody can change or share with another account.`, { fix: withKeys(table, specification) });
			}
		}
	}
}

/** Each replica names a key of its own region, which no fix can know. */
function reviewReplicas(table: Resource, specification: Property, report: Report): void {
	const copies = copiesOf(table).filter(({ place }) => place.together(specification));
	const keyed = copies.find(({ place }) => place.at(KEY).exists === 'yes');
	const enabled = specification.at('SSEEnabled');
	if (keyed && enabled.is(true) === 'no') report(keyed.place.at(KEY), without(table, keyed.place.at(KEY), enabled), { severity: 'error', related: enabled.exists === 'yes' ? [enabled] : [], fix: switchOn(specification) });
	// Some with and some without is another rule's finding.
	for (const { place, name } of keyed ? [] : copies) {
		if (place.at(KEY).exists === 'no') report(place.at(KEY), `${name.replace(/^the/, 'The')} is encrypted with a key of AWS, not with one of the customer in its region.`);
	}
}

function without(table: Resource, key: Property, enabled: Property): string {
	return `${table.name} names a key by ${key.label}, and ${enabled.label} is not true, so that the key does not count.`;
}

function switchOn(specification: Property): FixSpec {
	return { title: 'Encrypt with the key', effect: 'changes behaviour', preferred: false, change: change => change.set(specification, 'SSEEnabled', true).set(specification, 'SSEType', 'KMS') };
}

function withKeys(table: Resource, specification: Property): readonly FixSpec[] {
	return dataKeys(table.design).map(key => ({
		title: `Encrypt with ${key.name}`, effect: 'changes behaviour', preferred: false,
		change: change => change.set(specification, 'SSEEnabled', true).set(specification, 'SSEType', 'KMS').set(specification, 'KMSMasterKeyId', refer(key, 'Arn')),
	}));
}

function isManaged(key: Property): boolean {
	return key.exists === 'no' || /(^|[:/])alias\/aws\/dynamodb$/.test(key.string ?? '');
}

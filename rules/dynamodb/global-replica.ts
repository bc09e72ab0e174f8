import type { Property, Resource } from '../../engine/model/resource.ts';
import { GLOBAL_TABLE, regionKey, replicasOf } from '../../engine/queries/tables.ts';
import { defineRule, type Report } from '../../engine/review/rule.ts';

const KEY = 'SSESpecification.KMSMasterKeyId';

export default defineRule({
	id: 'dynamodb/global-replica',
	title: 'A global table has one replica in each of its regions, all encrypted alike',
	severity: 'error',
	pillar: 'reliability',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-globaltable.html',
	on: GLOBAL_TABLE,
	fixes: 'choice',
	review(table, _design, report) {
		const replicas = table.at('Replicas');
		if (replicas.items.length === 0 && replicas.items.complete === 'yes' && !table.partial) {
			report(replicas, `${table.name} names no replica, not even one in the region of its stack; CloudFormation rejects it.`, {
				key: true, fix: { title: 'Name the region of the stack', change: change => change.append(table, 'Replicas', { Region: { '#text': [{ '#pseudo': 'AWS::Region' }] } }) },
			});
		}
		checkRegions(table, report);
		checkKeys(table, report);
	},
});

function checkRegions(table: Resource, report: Report): void {
	const seen = new Map<string, Property>();
	for (const { place, region } of replicasOf(table).list) {
		const earlier = region === undefined ? undefined : seen.get(region);
		if (region !== undefined && !earlier) seen.set(region, place);
		if (!earlier?.together(place)) continue;
		// Terraform's own region comes last and is written nowhere.
		const [there, other] = place.at('Region').value?.kind === 'pseudo' && earlier.at('Region').value?.kind === 'pseudo' && place.site.range.start < earlier.site.range.start ? [earlier, place] : [place, earlier];
		report(there.at('Region'), `${table.name} has two replicas in ${region}; a region holds one.`, {
			related: [other], fix: { title: `Take the second replica in ${region} out`, preferred: false, change: change => change.remove(there) },
		});
	}
	for (const witness of table.all('GlobalTableWitnesses[].Region')) {
		const region = regionKey(witness);
		const replica = region === undefined ? undefined : seen.get(region);
		if (replica) report(witness, `${region} holds a replica of ${table.name}; the witness must be in another region.`, { related: [replica] });
	}
}

/** A customer's key lives in one region: either every replica names one of its own, or none does. */
function checkKeys(table: Resource, report: Report): void {
	const { list } = replicasOf(table);
	const keyed = list.find(({ place }) => place.at(KEY).exists === 'yes');
	for (const { place, region } of keyed ? list : []) {
		if (place.at(KEY).exists !== 'no' || !place.together(keyed!.place)) continue;
		report(place.at(KEY), `The replica in ${region ?? 'another region'} names no key, and the one in ${keyed!.region ?? 'another'} does; every replica of ${table.name} needs a customer key of its region.`, { related: [keyed!.place.at(KEY)] });
	}
}

import { listed } from '../../engine/model/listed.ts';
import { GLOBAL_TABLE, isStrong, replicasOf } from '../../engine/queries/tables.ts';
import { defineRule } from '../../engine/review/rule.ts';
import { GLOBAL_TABLES, STRONG_REGIONS } from './facts.ts';

export default defineRule({
	id: 'dynamodb/global-consistency',
	title: 'Between regions the last writer wins',
	severity: 'information',
	pillar: 'reliability',
	since: '0.1.0',
	source: GLOBAL_TABLES,
	on: GLOBAL_TABLE,
	review(table, _design, report) {
		const { list, complete } = replicasOf(table);
		const witnesses = table.at('GlobalTableWitnesses').items;
		const mode = table.at('MultiRegionConsistency');
		const regions = list.length + witnesses.length;
		const strong = isStrong(table);
		if (strong === 'yes' && complete && witnesses.complete === 'yes' && regions !== STRONG_REGIONS) {
			const parts = witnesses.length > 0 ? `${list.length} replicas and ${witnesses.length} witness${witnesses.length > 1 ? 'es' : ''}` : `${list.length} replica${list.length === 1 ? '' : 's'}`;
			report(mode, `${table.name} is strongly consistent over ${parts}; DynamoDB does that over three regions only: three replicas, or two and a witness.`, { severity: 'error', related: [table.at('Replicas')] });
		} else if (strong === 'no' && list.length > 1) {
			const names = list.flatMap(one => one.region ?? []);
			const where = names.length === list.length ? listed(names) : `${list.length} regions`;
			report(table.at('Replicas'), `${table.name} can be written in ${where}: where two write one item within about a second the last one wins, and a strongly consistent read sees the writes of its own region only.`, { key: true });
		}
	},
});

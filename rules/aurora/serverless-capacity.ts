import type { Property, Resource } from '../../engine/model/resource.ts';
import { CLUSTER, membersOf } from '../../engine/queries/db-clusters.ts';
import { defineRule, type Report } from '../../engine/review/rule.ts';
import { CAPACITY, SERVERLESS_CLASS } from './facts.ts';

const { step, leastMaximum, most } = CAPACITY.table;
/** What a cluster gets that has serverless members and says no capacity: a judgement, not a limit of AWS's. */
const USUAL = { MinCapacity: 0.5, MaxCapacity: 16 };

export default defineRule({
	id: 'aurora/serverless-capacity',
	title: 'The capacity range of Aurora Serverless v2 is one that Aurora accepts',
	severity: 'error',
	pillar: 'performance',
	since: '0.1.0',
	source: CAPACITY.source,
	on: CLUSTER,
	fixes: 'fix',
	review(cluster, _design, report) {
		for (const scaling of cluster.at('ServerlessV2ScalingConfiguration').alternatives) {
			if (scaling.exists === 'yes') judgeRange(scaling, report);
			judgeMembers(cluster, scaling, report);
		}
	},
});

function judgeRange(scaling: Property, report: Report): void {
	const { name } = scaling.resource;
	const [lows, highs] = [scaling.at('MinCapacity').alternatives, scaling.at('MaxCapacity').alternatives];
	for (const one of [...lows, ...highs]) {
		const units = one.number;
		if (units === undefined) continue;
		const [least, word] = one.name === 'MinCapacity' ? [0, 'minimum'] : [leastMaximum, 'maximum'];
		const fitting = Math.min(Math.max(Math.round(units / step) * step, least), most);
		if (fitting === units) continue;
		const why = units < least || units > most ? `it must lie between ${least} and ${most}` : `it goes in steps of ${step}`;
		report(one, `The ${word} capacity of ${name} is ${units}; ${why} (as of ${CAPACITY.asOf}).`, {
			fix: { title: `Set ${one.label} to ${fitting}`, change: change => change.set(one, fitting) },
		});
	}
	for (const low of lows) {
		for (const high of highs) {
			const [least, largest] = [low.number, high.number];
			if (least === undefined || largest === undefined || least <= largest || least > most || !low.together(high)) continue;
			report(low, `The minimum capacity of ${name}, ${least}, is above its maximum, ${largest}.`, {
				related: [high],
				...(least >= leastMaximum && {
					fix: { title: `Let ${name} scale from ${largest} to ${least}`, effect: 'changes behaviour' as const, change: change => change.set(low, largest).set(high, least) },
				}),
			});
		}
	}
}

function judgeMembers(cluster: Resource, scaling: Property, report: Report): void {
	const { certain, possible } = membersOf(cluster);
	const classes = certain.map(member => member.at('DBInstanceClass')).filter(one => one.together(scaling));
	if (scaling.exists === 'no') {
		for (const serverless of classes.flatMap(one => one.alternatives).filter(one => one.is(SERVERLESS_CLASS) === 'yes')) {
			report(serverless, `${serverless.resource.name} is serverless, and its cluster ${cluster.name} states no capacity range; Aurora refuses such an instance.`, {
				related: [cluster], about: serverless.resource,
				fix: { title: `Let ${cluster.name} scale from ${USUAL.MinCapacity} to ${USUAL.MaxCapacity}`, change: change => change.set(scaling, USUAL) },
			});
		}
	} else if (scaling.exists === 'yes' && certain.length > 0 && possible.length === 0 && classes.length === certain.length && classes.every(one => one.exists === 'yes' && one.is(SERVERLESS_CLASS) === 'no')) {
		report(scaling, `${cluster.name} states a capacity range, and none of its instances is ${SERVERLESS_CLASS}: nothing scales.`, {
			severity: 'warning', key: true, related: classes.slice(0, 3),
		});
	}
}

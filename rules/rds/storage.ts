import type { Property, Resource } from '../../engine/model/resource.ts';
import { defineRule, type FixSpec } from '../../engine/review/rule.ts';
import { ENGINE_NAMES, familyOf, INSTANCE, IOPS_PER_GIB, LEAST_STORAGE, STRIPED, standsAlone } from './facts.ts';

export default defineRule({
	id: 'rds/storage',
	title: 'Type, size and performance of storage go together',
	severity: 'error',
	pillar: 'performance',
	since: '0.1.0',
	source: LEAST_STORAGE.source,
	on: INSTANCE,
	fixes: 'choice',
	review(database, _design, report) {
		if (standsAlone(database) !== 'yes') return;
		for (const type of database.at('StorageType').alternatives) {
			const name = type.string;
			if (name === undefined) continue;
			const [size, iops, throughput] = ['AllocatedStorage', 'Iops', 'StorageThroughput'].map(property => beside(type, database.at(property))) as [Property[], Property[], Property[]];
			if (name === 'standard') report(type, `${database.name} has magnetic storage, which AWS keeps for old databases only: slow, and not to be enlarged by itself.`, { severity: 'warning', fix: toGp3(type, database) });
			if (name === 'gp2') report(type, `gp2 ties the IOPS of ${database.name} to its size; gp3 has at least 3,000 at any size and costs less.`, { severity: 'information', fix: toGp3(type, database) });
			for (const amount of size) {
				const gib = amount.number;
				const least = LEAST_STORAGE.table[name];
				if (gib === undefined || least === undefined || gib >= least || !amount.together(type)) continue;
				report(amount, `${database.name} has ${gib} GiB; ${name} begins at ${least} GiB.`, {
					related: [type], fix: { title: `Allocate ${least} GiB for ${database.name}`, effect: 'changes behaviour', change: change => change.set(amount, least) },
				});
			}
			if (name === 'io1' || name === 'io2') reportProvisioned(name, database, type, iops, size);
			if (name === 'gp3') reportStriped(database, size, [...iops, ...throughput]);
		}

		function reportProvisioned(name: string, of: Resource, type: Property, iops: readonly Property[], sizes: readonly Property[]): void {
			for (const one of iops) {
				if (one.exists === 'no') report(type, `${of.name} has ${name} storage and no ${one.label}; RDS demands the IOPS that it shall provision.`, {
					fix: [{ title: `Provision 3000 IOPS for ${of.name}`, change: change => change.set(one, 3000) }, toGp3(type, of)],
				});
				for (const size of sizes) {
					const [count, gib] = [one.number, size.number];
					if (count === undefined || gib === undefined || name !== 'io1' || !one.together(size)) continue;
					const least = familyOf(of) === 'sqlserver' ? IOPS_PER_GIB.leastOnSqlServer : IOPS_PER_GIB.least;
					if (count >= gib * least && count <= gib * IOPS_PER_GIB.most) continue;
					report(one, `${of.name} asks for ${count} IOPS on ${gib} GiB; io1 has ${least} to ${IOPS_PER_GIB.most} for each GiB, here ${Math.ceil(gib * least)} to ${gib * IOPS_PER_GIB.most}.`, { related: [size] });
				}
			}
		}

		function reportStriped(of: Resource, sizes: readonly Property[], figures: readonly Property[]): void {
			const family = familyOf(of);
			const striped = family && STRIPED.table[family];
			if (!striped) return;
			for (const size of sizes) {
				const gib = size.number;
				for (const figure of figures) {
					const amount = figure.number;
					if (gib === undefined || amount === undefined || !figure.together(size)) continue;
					const least = figure.name === 'Iops' ? striped.iops : striped.throughput;
					if (gib < striped.size) report(figure, `${of.name} has ${gib} GiB; ${figure.label} of gp3 can be set from ${striped.size} GiB on for ${ENGINE_NAMES[family]} (as of ${STRIPED.asOf}).`, {
						related: [size], fix: { title: `Leave ${figure.label} to gp3`, change: change => change.remove(figure) },
					});
					else if (amount < least) report(figure, `${of.name} has ${gib} GiB, on which gp3 begins with ${least} for ${figure.label}; ${amount} is less than that (as of ${STRIPED.asOf}).`, {
						related: [size], fix: { title: `Leave ${figure.label} to gp3`, change: change => change.remove(figure) },
					});
				}
			}
		}
	},
});

function beside(type: Property, property: Property): Property[] {
	return property.alternatives.filter(one => one.together(type));
}

function toGp3(type: Property, database: Resource): FixSpec {
	return { title: `Use gp3 for ${database.name}`, preferred: false, change: change => change.set(type, 'gp3') };
}

import { defineRule } from '../../engine/review/rule.ts';

export default defineRule({
	id: 'efs/access-point-identity',
	title: 'Access points decide who clients are and what they see',
	severity: 'warning',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/efs/latest/ug/efs-access-points.html',
	on: 'AWS::EFS::AccessPoint',
	fixes: 'fix',
	review(point, _design, report) {
		const folder = `/${point.name.replace(/[^\w-]/g, '').toLowerCase()}`;
		for (const user of point.at('PosixUser').alternatives) {
			if (user.exists !== 'no') continue;
			report(user, `Through ${point.name} clients are whoever they say they are: it enforces no user, so root on a client is root among the files.`, {
				fix: { title: 'Enforce the user 1000', effect: 'replaces the resource', change: change => change.set(user, { Uid: '1000', Gid: '1000' }) },
			});
		}
		for (const root of point.at('RootDirectory').alternatives) {
			for (const path of root.at('Path').alternatives) {
				const whole = path.exists === 'no' || path.is('/') === 'yes';
				if (!whole || root.exists === 'maybe') continue;
				report(path.exists === 'yes' ? path : root, `${point.name} shows the whole file system: it enforces no directory of its own.`, {
					fix: {
						title: `Show ${folder} only`, effect: 'replaces the resource',
						change: change => change.set(root, { Path: folder, CreationInfo: { OwnerUid: '1000', OwnerGid: '1000', Permissions: '0750' } }),
					},
				});
			}
		}
	},
});

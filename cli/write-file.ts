/** Replacing a file in one step, and only if it still says what was reviewed. */
import { chmod, open, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

const BOM = '\ufeff';

/**
 * Writes `after` to a file whose text is `before`. A link stays a link, the mode stays as it is, and whoever reads the file
 * meanwhile sees the old or the new text whole. Returns why it was not done, or undefined; never throws.
 */
export async function replaceFile(path: string, before: string, after: string): Promise<string | undefined> {
	let temporary: string | undefined;
	try {
		const target = await realpath(path);
		const bytes = await readFile(target);
		const found = bytes.toString('utf8');
		if (!Buffer.from(found, 'utf8').equals(bytes)) return 'is not UTF-8, so it was not written';
		const mark = found.startsWith(BOM) && !before.startsWith(BOM) ? BOM : '';
		// Another name of the same file was written before.
		if (found === mark + after) return undefined;
		if (found !== mark + before) return 'changed on disk meanwhile, so it was not written';
		const { mode } = await stat(target);
		// Replacing it would go past its mode, which asks to leave it as it is.
		if ((mode & 0o222) === 0) return 'is read-only, so it was not written';
		temporary = join(dirname(target), `.${basename(target)}.${process.pid}.plumbline`);
		const file = await open(temporary, 'wx', mode);
		try {
			await file.writeFile(mark + after);
			await file.sync();
		} finally {
			await file.close();
		}
		await chmod(temporary, mode);
		await rename(temporary, target);
		return undefined;
	} catch (error) {
		if (temporary && (error as NodeJS.ErrnoException).code !== 'EEXIST') await rm(temporary, { force: true }).catch(() => undefined);
		return `could not be written: ${(error as Error).message}`;
	}
}

/**
 * Plain JavaScript in place of two native modules of the web VS Code, so that nobody needs a compiler to open it: the
 * log writer, and the watchdog that would end an extension host whose parent has died (the host also notices by itself).
 */
export const standIns: Readonly<Record<string, string>> = {
	'@vscode/spdlog/index.js': `
const fs = require('node:fs');
const path = require('node:path');
const names = ['trace', 'debug', 'info', 'warning', 'error', 'critical'];
let flushOn = 0;
class Logger {
	constructor(_type, _name, file) { this.file = file; this.level = 2; this.plain = false; fs.mkdirSync(path.dirname(file), { recursive: true }); }
	write(level, text) {
		if (level < this.level) return;
		const line = this.plain ? text : new Date().toISOString() + ' [' + names[level] + '] ' + text + '\\n';
		try { fs.appendFileSync(this.file, line); } catch {}
	}
	trace(text) { this.write(0, text); }
	debug(text) { this.write(1, text); }
	info(text) { this.write(2, text); }
	warn(text) { this.write(3, text); }
	error(text) { this.write(4, text); }
	critical(text) { this.write(5, text); }
	getLevel() { return this.level; }
	setLevel(level) { this.level = level; }
	setPattern() {}
	clearFormatters() { this.plain = true; }
	flush() {}
	drop() {}
}
const create = async (name, file) => new Logger('rotating', name, file);
exports.version = 0;
exports.setLevel = () => {};
exports.setFlushOn = level => { flushOn = level; };
exports.Logger = Logger;
exports.createRotatingLogger = create;
exports.createAsyncRotatingLogger = create;
`,
	'native-watchdog/index.js': `
exports.start = () => {};
exports.exit = code => process.exit(code || 0);
`,
};

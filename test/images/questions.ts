/** Shell text that runs Python code in an image. */
const python = (code: string) => `python - <<'END'\n${code}\nEND`;

/** Prints the modules of the code and its packages that have no bytecode, or one without a checked hash. */
export const missingBytecode = python(`
import glob, importlib.util, os
for top in ("/opt/venv/lib", "/app"):
    for source in glob.glob(top + "/**/*.py", recursive=True):
        cached = importlib.util.cache_from_source(source)
        if not os.path.exists(cached): print("no bytecode:", source)
        elif open(cached, "rb").read(8)[4:] != b"\\3\\0\\0\\0": print("no checked hash:", cached)`);

/** Prints the packages of the virtual environment as name==version. */
export const installed = python(`
from importlib.metadata import distributions
for name in sorted(d.name.lower().replace("_", "-") + "==" + d.version for d in distributions(path=["/opt/venv/lib/python3.11/site-packages"])): print(name)`);

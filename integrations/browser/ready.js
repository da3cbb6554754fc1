// On sites where nobody has to click.
(globalThis.browser ?? chrome).runtime.sendMessage("ready");

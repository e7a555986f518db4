// What the pages of Framework lack: the language, for screen readers, and zooming on a phone.
document.documentElement.lang = "en";
document.querySelector("meta[name=viewport]").content = "width=device-width, initial-scale=1";

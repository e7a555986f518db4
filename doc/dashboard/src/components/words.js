// How numbers and days are written on the pages.

export const percent = (rate, digits = 1) => rate == null ? "–" : `${(100 * rate).toFixed(digits)}%`;

const months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

// A day is text such as 2026-03-13, and has no time zone.
export function day(text) {
  if (text == null) return "–";
  const [year, month, dayOfMonth] = text.split("-").map(Number);
  return `${months[month - 1]} ${dayOfMonth}, ${year}`;
}

export function shortDay(text) {
  const [, month, dayOfMonth] = text.split("-").map(Number);
  return `${weekdays[new Date(`${text}T00:00Z`).getUTCDay()]} ${months[month - 1].slice(0, 3)} ${dayOfMonth}`;
}

export const shortMonth = (text) => months[Number(text.split("-")[1]) - 1].slice(0, 3);

const kinds = {
  race_ethnicity: "Race and ethnicity", sex: "Sex", english_learner: "English learners",
  disability_idea: "Students with disabilities (IDEA)", disability_504: "Students with a 504 plan",
  economic_disadvantage: "Economically disadvantaged", homeless: "Homeless", foster_care: "In foster care", migrant: "Migrant"
};

// A group whose value is Yes has the name of its kind.
export function group({group_kind, group_value}) {
  const kind = kinds[group_kind] ?? group_kind.replaceAll("_", " ");
  return group_value === "Yes" ? kind : `${kind}: ${group_value}`;
}

export const grade = (value) => value === "KG" ? "K" : value.replace(/^0/, "");

// A picture of Plot as one image with the label and the description that it was given. Plot labels
// its parts too, with the names of its functions.
export function picture(svg) {
  svg.setAttribute("role", "img");
  for (const part of svg.querySelectorAll("[aria-label]")) part.removeAttribute("aria-label");
  return svg;
}

// A table whose cells are text, so that a name is never markup, and which scrolls where it is too
// wide. Each column is a title, a function that gives the text of a row, and whether it is a number.
export function table(rows, columns, caption) {
  const box = document.createElement("div");
  box.className = "scroll";
  box.tabIndex = 0;
  box.setAttribute("role", "group");
  box.setAttribute("aria-label", `Table: ${caption}`);
  const element = document.createElement("table");
  box.append(element);
  const add = (parent, tag, text) => {
    const child = document.createElement(tag);
    if (text != null) child.textContent = text;
    parent.append(child);
    return child;
  };
  add(element, "caption", caption);
  const head = add(add(element, "thead"), "tr");
  for (const [title, , isNumber] of columns) {
    const cell = add(head, "th", title);
    cell.scope = "col";
    if (isNumber) cell.style.textAlign = "right";
  }
  const body = add(element, "tbody");
  for (const row of rows) {
    const line = add(body, "tr");
    columns.forEach(([, value, isNumber], i) => {
      const cell = add(line, i === 0 ? "th" : "td", value(row));
      if (i === 0) cell.scope = "row";
      if (isNumber) cell.style.textAlign = "right";
    });
  }
  return box;
}

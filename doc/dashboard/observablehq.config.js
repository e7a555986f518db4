// Nothing is fetched from elsewhere: no fonts, and libraries only from node_modules.
export default {
  root: "src",
  title: "Attendance",
  style: "style.css",
  globalStylesheets: [],
  pages: [
    {name: "Overview", path: "/index"},
    {name: "Students", path: "/students"}
  ],
  sidebar: false,
  toc: false,
  pager: false,
  search: false,
  footer: "Made from the views of absence, an extension of PostgreSQL."
};

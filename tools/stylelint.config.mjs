// What the style sheets must keep: rules that find faults. How a sheet is laid out is the hand's business (one-line rules are wanted), so nothing cosmetic is here.
export default {
  extends: ["stylelint-config-recommended"],
  rules: {
    // Sheets are read by component, not by weight: a rule about links inside one component may stand before a lighter one of another.
    // What would go wrong is kept otherwise: one class a selector (style/README.md).
    "no-descending-specificity": null,

    // Right to left must be the left to right mirrored: nothing is placed by left or right, sized by width or height, aligned to a side.
    // `overflow-inline` came to browsers in 2025: too late for old phones, and both sides of an axis scroll alike.
    "property-layout-mappings": ["flow-relative", { ignoreProperties: ["overflow-x", "overflow-y"] }],
    "value-keyword-layout-mappings": "flow-relative",

    // Layers and order decide (src/publish/style.rs): nothing shouts, nothing is styled by its name.
    "declaration-no-important": true,
    "selector-max-id": 0,

    "color-no-invalid-hex": true,
    "function-no-unknown": true,
    "unit-no-unknown": true,
    "no-unknown-animations": true,
    "function-url-no-scheme-relative": true,
    // Nothing is asked of another host. What stands in the sheet itself (the dots of dividers) is asked of nobody.
    "function-url-scheme-disallowed-list": ["/^(?!data)/"],
    "selector-no-vendor-prefix": [true, { ignoreSelectors: ["::-webkit-details-marker"] }],
    "value-no-vendor-prefix": true,
    // Masks had their prefix in Chrome until the end of 2023: old phones have it still.
    "property-no-vendor-prefix": [true, { ignoreProperties: ["-webkit-mask", "-webkit-mask-position"] }],
    // The section being read: too young for the list of known ones.
    "selector-pseudo-class-no-unknown": [true, { ignorePseudoClasses: ["target-current"] }],
    "shorthand-property-no-redundant-values": true,
  },
  reportNeedlessDisables: true,
  reportDescriptionlessDisables: true,
  reportInvalidScopeDisables: true,
};

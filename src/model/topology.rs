//! Outlines of territories that share their borders: TopoJSON, as its [specification](https://github.com/topojson/topojson-specification) has it, read into rings of points.
//!
//! Of what the format allows, only what maps here need: a quantised topology whose objects are collections of polygons.

use serde_json::Value;

/// A territory.
#[derive(Debug, Clone, PartialEq)]
pub struct Territory {
    /// Its code: the property `ins`.
    pub ins: String,
    /// Its name: the property `nom`.
    pub name: String,
    /// Closed lines of points, longitude and latitude in degrees; the last point of each is its first.
    pub rings: Vec<Vec<[f64; 2]>>,
}

/// Reads the territories of every object of a topology.
///
/// # Errors
/// In French, what is missing or is not as it should be.
pub fn parse(text: &str) -> Result<Vec<Territory>, String> {
    let json: Value = serde_json::from_str(text).map_err(|error| format!("ce n'est pas du JSON : ligne {}, colonne {}", error.line(), error.column()))?;
    let pair = |value: &Value| Some([value.get(0)?.as_f64()?, value.get(1)?.as_f64()?]);
    let [scale, translate] = ["scale", "translate"].map(|name| pair(&json["transform"][name]));
    let (Some(scale), Some(translate)) = (scale, translate) else { return Err("« transform » n'a pas ses deux couples de nombres".to_owned()) };
    let mut arcs = Vec::new();
    for (index, arc) in json["arcs"].as_array().ok_or("« arcs » n'est pas une liste")?.iter().enumerate() {
        // Each point is told from the one before.
        let mut at = [0.0, 0.0];
        let points = arc.as_array().into_iter().flatten().map(|step| {
            let step = pair(step)?;
            at = [at[0] + step[0], at[1] + step[1]];
            Some([at[0] * scale[0] + translate[0], at[1] * scale[1] + translate[1]])
        });
        arcs.push(points.collect::<Option<Vec<_>>>().ok_or_else(|| format!("arcs[{index}] n'est pas fait de couples de nombres"))?);
    }
    let mut territories = Vec::new();
    for geometry in json["objects"].as_object().into_iter().flatten().flat_map(|(_, object)| object["geometries"].as_array().into_iter().flatten()) {
        let property = |name: &str| geometry["properties"][name].as_str().map(str::to_owned);
        let (Some(ins), Some(name)) = (property("ins"), property("nom")) else { return Err("un territoire n'a pas « ins » et « nom »".to_owned()) };
        let polygons: Vec<&Value> = match geometry["type"].as_str() {
            Some("Polygon") => vec![&geometry["arcs"]],
            Some("MultiPolygon") => geometry["arcs"].as_array().into_iter().flatten().collect(),
            _ => return Err(format!("{name} n'est ni Polygon ni MultiPolygon")),
        };
        let rings = polygons.into_iter().flat_map(|polygon| polygon.as_array().into_iter().flatten()).map(|ring| self::ring(ring, &arcs));
        territories.push(Territory {
            rings: rings.collect::<Option<Vec<_>>>().ok_or_else(|| format!("{name} a une ligne qui n'est pas dans « arcs »"))?,
            ins,
            name,
        });
    }
    if territories.is_empty() { Err("aucun territoire".to_owned()) } else { Ok(territories) }
}

/// Arcs end to end. A negative number is the arc number `-1 - n`, from its end; an arc begins where the one before ends, and that point is told once.
fn ring(numbers: &Value, arcs: &[Vec<[f64; 2]>]) -> Option<Vec<[f64; 2]>> {
    let mut points: Vec<[f64; 2]> = Vec::new();
    for number in numbers.as_array()? {
        let number = number.as_i64()?;
        let mut arc = arcs.get(usize::try_from(if number < 0 { -1 - number } else { number }).ok()?)?.clone();
        if number < 0 {
            arc.reverse();
        }
        points.extend(arc.into_iter().skip(usize::from(!points.is_empty())));
    }
    (points.len() > 3).then_some(points)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two squares side by side, whose common side is told once, and read upwards by one, downwards by the other.
    const SQUARES: &str = r#"{"type": "Topology", "transform": {"scale": [0.5, 0.5], "translate": [4, 50]},
        "arcs": [[[2, 0], [0, 2]], [[2, 2], [-2, 0], [0, -2], [2, 0]], [[2, 0], [2, 0], [0, 2], [-2, 0]]],
        "objects": {"o": {"type": "GeometryCollection", "geometries": [
            {"type": "Polygon", "arcs": [[0, 1]], "properties": {"ins": "1", "nom": "Ouest"}},
            {"type": "MultiPolygon", "arcs": [[[2, -1]]], "properties": {"ins": "2", "nom": "Est"}}]}}}"#;

    #[test]
    fn arcs_make_closed_rings_and_a_shared_border_is_the_same() {
        let territories = parse(SQUARES).unwrap();
        let rings: Vec<_> = territories.iter().map(|territory| territory.rings[0].clone()).collect();
        assert_eq!(rings[0], [[5.0, 50.0], [5.0, 51.0], [4.0, 51.0], [4.0, 50.0], [5.0, 50.0]]);
        assert_eq!(rings[1], [[5.0, 50.0], [6.0, 50.0], [6.0, 51.0], [5.0, 51.0], [5.0, 50.0]]);
        assert_eq!(territories[1].name, "Est");
    }

    #[test]
    fn what_is_missing_is_told() {
        for (from, to, told) in [
            ("\"scale\": [0.5, 0.5]", "\"scale\": [0.5]", "transform"),
            ("[[0, 1]]", "[[0, 7]]", "Ouest"),
            ("\"ins\": \"2\", ", "", "ins"),
            ("MultiPolygon", "Point", "Est"),
            ("[2, 0], [0, 2]]", "[2, 0], [0, \"a\"]]", "arcs[0]"),
            ("geometries", "geometry", "aucun"),
        ] {
            let reason = parse(&SQUARES.replacen(from, to, 1)).unwrap_err();
            assert!(reason.contains(told), "{told}: {reason}");
        }
    }
}
